import { launchBrowser } from './browser.ts';
import { startServers } from './lab.ts';

/** Starts everything and says so: run by guard.test.ts in a process that it kills. */
export async function startEverything(): Promise<void> {
  const lab = await startServers();
  await launchBrowser();
  process.send?.(lab.dovecot.log);
  // Nothing else would keep this process: servers alone shall keep nobody from ending.
  setInterval(() => {}, 60_000);
}
