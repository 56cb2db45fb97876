import { setTimeout as sleep } from 'node:timers/promises';
import { type Chain, startLab } from './chain.ts';
import { installLab } from './install.ts';
import { deliverSamples } from './sample.ts';
import { missingParts } from './state.ts';
import { labPassword, labUsers } from './user.ts';

const preferredPort = 8080;
const needed = ['dovecot', 'redis', 'rspamd', 'postfix'] as const;

function describeLab({ editor, dovecot, postfix, rspamd, spoolFolder, bridgeLog }: Chain): string {
  const { imap, imaps, sieve } = dovecot.ports;
  return `
  sievekit lab: real servers on this machine alone

  Editor        ${editor.url}
  Login         ${labUsers.join(', ')}; password ${labPassword}
  IMAP          127.0.0.1:${imap}, with TLS 127.0.0.1:${imaps}
  ManageSieve   127.0.0.1:${sieve} (STARTTLS)
  SMTP in       127.0.0.1:${postfix.smtpPort}, for <user>@lab.test and <user>@example.org
  rspamd        ${rspamd.controllerUrl} (password in ${rspamd.passwordFile})
  Authority     ${dovecot.caFile}
  Spool         ${spoolFolder}
  Logs          ${dovecot.log}
                ${rspamd.log}
                ${postfix.log}
                ${bridgeLog}

  Try
  - Open the editor, log in as demo, make a rule "Subject contains Invoice" that files
    into a mailbox of yours, save and activate it.
  - Read demo's mail with any IMAP client; "You have won" is in Junk already, put there
    by the global script because rspamd marked it.
  - Move "Finest watches" to Junk: a line below says that it was learned as spam.
    Move it back: learned as ham. Move it from Junk to Trash: nothing is learned.
  - Send with any SMTP client; the header "X-Lab-Score: 8" makes a message spam.

  Ctrl-C ends all of it.
`;
}

/** Prints a line whenever rspamd has learned, until it is told to stop. */
async function watchLearning(lab: Chain, stopped: AbortSignal): Promise<void> {
  let last = await lab.rspamd.learned();
  console.log(`  rspamd has learned: spam ${last.spam}, ham ${last.ham}`);
  while (!stopped.aborted) {
    await sleep(300, undefined, { signal: stopped }).catch(() => {});
    const now = await lab.rspamd.learned().catch(() => last);
    if (now.spam === last.spam && now.ham === last.ham) continue;
    const time = new Date().toLocaleTimeString('en-GB');
    console.log(`  ${time}  rspamd has learned: spam ${now.spam}, ham ${now.ham}`);
    last = now;
  }
}

function untilSignal(): { signal: AbortSignal } {
  const controller = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(name, () => controller.abort());
  }
  return controller;
}

async function startOnPreferredPort(): Promise<Chain> {
  try {
    return await startLab({ editorPort: preferredPort });
  } catch (error) {
    if ((error as { code?: string }).code !== 'port-taken') throw error;
    console.log(`  port ${preferredPort} is taken; the editor gets another one`);
    return await startLab();
  }
}

/** `npm run lab`: everything at once, until Ctrl-C. */
export async function main(): Promise<void> {
  await installLab();
  const missing = missingParts(needed);
  if (missing.length > 0) {
    for (const sentence of missing) console.error(sentence);
    process.exitCode = 1;
    return;
  }
  const { signal } = untilSignal();
  const lab = await startOnPreferredPort();
  try {
    await deliverSamples(lab);
    console.log(describeLab(lab));
    await watchLearning(lab, signal);
  } finally {
    console.log('\n  ending the servers');
    await lab.stop();
  }
}
