import { existsSync } from 'node:fs';
import { type Client, isManageSieveError, isResponseCode } from '@sievekit/managesieve';
import { check, profileFromCapabilities, renderDiagnostic } from '@sievekit/parser';
import { decodeScript } from '../check/decode-script.ts';
import { type ExitCode, Failure } from '../failure.ts';
import type { Terminal } from '../terminal.ts';
import { type Account, openAccount, type RemoteOptions } from './account.ts';
import { checkOnServer, knowsCheckScript } from './check-scripts.ts';
import { printComplaints } from './complaint.ts';
import { createDraft, type Draft, runEditor } from './draft.ts';
import { storeScript } from './put-script.ts';
import { showJson, showName } from './show-name.ts';

interface EditOptions extends RemoteOptions {
  readonly create?: boolean;
}

/** What `edit --json` prints. */
interface EditJson {
  readonly name: string;
  readonly result: 'stored' | 'unchanged' | 'invalid' | 'conflict';
  /** Where the draft is kept; null where nothing is left to keep. */
  readonly draft: string | null;
}

const exitCodes: Readonly<Record<EditJson['result'], ExitCode>> = {
  stored: 0,
  unchanged: 0,
  invalid: 1,
  conflict: 3,
};

/**
 * `sievekit remote edit`: fetches a script, opens it in an editor, checks it, and stores it when it
 * has no errors and nobody else changed it meanwhile. Whatever goes wrong, the draft is kept.
 *
 * @returns 1 when the draft has errors, 3 when the script on the server was changed meanwhile
 */
export async function editScript(
  url: string,
  name: string,
  options: EditOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const account = await openAccount(url, options, terminal);
  const before = await account.session((client) => fetch(client, name, options.create ?? false));
  const draft = await createDraft(name, before ?? new Uint8Array(), terminal.env);
  // Said before anything can end this process.
  if (terminal.screen.err) terminal.err(`The draft is ${draft.path}\n`);
  try {
    const result = await edit({ account, name, before, draft, terminal });
    const kept = result === 'invalid' || result === 'conflict';
    if (!kept) await draft.remove();
    if (options.json) {
      const json: EditJson = { name, result, draft: kept ? draft.path : null };
      terminal.out(showJson(json));
    }
    if (kept) terminal.err(`Your draft is ${draft.path}\n`);
    return exitCodes[result];
  } catch (error) {
    if (await isUntouched(draft, before)) {
      await draft.remove();
      throw error;
    }
    if (error instanceof Failure) throw withDraft(error, draft);
    terminal.err(`Your draft is ${draft.path}\n`);
    throw error;
  }
}

/** Whether nothing in the draft would be lost. */
async function isUntouched(draft: Draft, before: Uint8Array | null): Promise<boolean> {
  if (!existsSync(draft.path)) return true;
  return await draft.read().then(
    (script) => isSame(script, before ?? new Uint8Array()),
    () => false,
  );
}

function withDraft(error: Failure, { path }: Draft): Failure {
  const { message, exitCode } = error;
  return new Failure(`${message}\nYour draft is ${path}`, { exitCode, cause: error });
}

interface Edit {
  readonly account: Account;
  readonly name: string;
  /** null: it is new. */
  readonly before: Uint8Array | null;
  readonly draft: Draft;
  readonly terminal: Terminal;
}

async function edit(given: Edit): Promise<EditJson['result']> {
  const { account, name, before, draft, terminal } = given;
  for (;;) {
    await runEditor(draft.path, terminal);
    const script = await draft.read();
    if (isSame(script, before ?? new Uint8Array())) {
      terminal.err(`${showName(name)} is unchanged.\n`);
      return 'unchanged';
    }
    if (script.length === 0) {
      terminal.err(
        'The draft is empty, so nothing was stored. An empty script is stored by put.\n',
      );
      return 'unchanged';
    }
    // An editor may stay open for hours: each round is a session of its own.
    const outcome = await account.session((client) => submit(client, given, script));
    if (outcome !== 'invalid') return outcome;
    if (!(await wantsToEditAgain(terminal))) return 'invalid';
  }
}

async function submit(
  client: Client,
  { name, before, draft, terminal }: Edit,
  script: Uint8Array,
): Promise<'stored' | 'invalid' | 'conflict'> {
  if (!(await isValid(client, draft.path, script, terminal))) return 'invalid';
  const now = await read(client, name);
  if (now === null ? before !== null : before === null || !isSame(now, before)) {
    if (now !== null && isSame(now, script)) return 'stored';
    terminal.err(`${describeChange(name, before, now)} Nothing was overwritten.\n`);
    return 'conflict';
  }
  const warnings = await storeScript(client, name, script);
  terminal.err(printComplaints(draft.path, warnings));
  terminal.err(`${showName(name)} is stored.\n`);
  return 'stored';
}

function describeChange(name: string, before: Uint8Array | null, now: Uint8Array | null): string {
  if (now === null) return `Somebody deleted ${showName(name)} on the server while you edited it.`;
  if (before === null) return `Somebody stored ${showName(name)} on the server while you wrote it.`;
  return `Somebody changed ${showName(name)} on the server while you edited it.`;
}

/** Our own check shows more; what the server says counts. */
async function isValid(
  client: Client,
  path: string,
  script: Uint8Array,
  terminal: Terminal,
): Promise<boolean> {
  const { sieve, implementation } = client.capabilities;
  const { text, diagnostics } = decodeScript(script, path);
  const profile = profileFromCapabilities(sieve, implementation);
  const errors = [...diagnostics, ...check(text, { profile })].filter(
    ({ severity }) => severity === 'error',
  );
  const { color } = terminal;
  for (const error of errors) terminal.err(`${renderDiagnostic(text, error, { path, color })}\n\n`);
  if (!knowsCheckScript(client)) return errors.length === 0;
  const { valid, complaints } = await checkOnServer(client, script);
  if (!valid && errors.length === 0) terminal.err(printComplaints(path, complaints));
  if (!valid) return false;
  if (errors.length > 0) terminal.err('The server takes it nevertheless.\n');
  return true;
}

async function wantsToEditAgain(terminal: Terminal): Promise<boolean> {
  for (;;) {
    const answer = await terminal.ask(
      'The script has errors. Edit again (e), or keep the draft and end (k)? ',
    );
    const key = answer?.trim().toLowerCase();
    if (key === undefined || key === 'k' || key === 'keep') return false;
    if (key === 'e' || key === 'edit') return true;
    if (key === 'u' || key === 'upload') {
      terminal.err('A script with errors is not stored: the server would refuse it.\n');
    }
  }
}

async function fetch(client: Client, name: string, create: boolean): Promise<Uint8Array | null> {
  const script = await read(client, name);
  if (script !== null || create) return script;
  const names = (await client.listScripts()).map((entry) => showName(entry.name));
  const known = names.length === 0 ? 'There is none yet.' : `There are ${names.join(', ')}.`;
  throw new Failure(
    `There is no script ${showName(name)}. ${known} To begin a new one, add --create.`,
  );
}

/** null where there is no such script. */
async function read(client: Client, name: string): Promise<Uint8Array | null> {
  try {
    return await client.getScript(name);
  } catch (error) {
    if (isManageSieveError(error) && isResponseCode(error.responseCode, 'NONEXISTENT')) return null;
    throw error;
  }
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0;
}
