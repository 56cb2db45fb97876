import { type Client, isManageSieveError } from '@sievekit/managesieve';
import { type ExitCode, Failure } from '../failure.ts';
import { readNamedFile } from '../file.ts';
import type { Terminal } from '../terminal.ts';
import { type RemoteOptions, withAccount } from './account.ts';
import { type Complaint, printComplaints, readComplaints } from './complaint.ts';
import { startProgress } from './progress.ts';
import { showJson } from './show-name.ts';

/** What a server thinks of one file; `check --json` prints a list of them. */
interface Verdict {
  readonly path: string;
  readonly valid: boolean;
  readonly complaints: readonly Complaint[];
}

/**
 * `sievekit remote check`: has the server itself compile scripts, and stores none.
 *
 * @returns 1 where it refuses one
 */
export async function checkScripts(
  url: string,
  paths: readonly string[],
  options: RemoteOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const files: { path: string; bytes: Uint8Array }[] = [];
  for (const path of paths) {
    const bytes = path === '-' ? await terminal.readInput() : await readNamedFile(path);
    files.push({ path: path === '-' ? '<stdin>' : path, bytes });
  }
  const verdicts = await withAccount(url, options, terminal, async (client) => {
    refuseOldServer(client);
    const progress = await startProgress('scripts', files.length, terminal);
    let done = 0;
    const checks = files.map(async ({ path, bytes }) => {
      const verdict = await checkOnServer(client, bytes);
      progress.update(++done);
      return { path, ...verdict };
    });
    return await Promise.all(checks).finally(() => progress.stop());
  });
  if (options.json) terminal.out(showJson(verdicts));
  else print(verdicts, terminal);
  return verdicts.every(({ valid }) => valid) ? 0 : 1;
}

/** Has the server compile a script (RFC 5804 section 2.12). */
export async function checkOnServer(
  client: Client,
  bytes: Uint8Array,
): Promise<Omit<Verdict, 'path'>> {
  try {
    const { warnings } = await client.checkScript(bytes);
    return { valid: true, complaints: warnings ? readComplaints(warnings, 'warning') : [] };
  } catch (error) {
    if (!isManageSieveError(error) || error.code !== 'no') throw error;
    if (!error.text || error.responseCode !== undefined) throw error;
    return { valid: false, complaints: readComplaints(error.text, 'error') };
  }
}

/** Servers older than RFC 5804 name no version, and know no CHECKSCRIPT (section 1.7). */
export function knowsCheckScript(client: Client): boolean {
  return client.capabilities.version !== '';
}

function refuseOldServer(client: Client): void {
  if (knowsCheckScript(client)) return;
  throw new Failure(
    'This server is older than RFC 5804 and checks a script only when it stores it. ' +
      'Use sievekit check, or store the script under a name of its own with put.',
  );
}

function print(verdicts: readonly Verdict[], terminal: Terminal): void {
  for (const { path, valid, complaints } of verdicts) {
    terminal.out(printComplaints(path, complaints));
    if (valid && complaints.length === 0) terminal.out(`${path}: the server takes it\n`);
  }
}
