import { basename } from 'node:path';
import { type Client, isManageSieveError } from '@sievekit/managesieve';
import { type ExitCode, Failure } from '../failure.ts';
import { readNamedFile } from '../file.ts';
import type { Terminal } from '../terminal.ts';
import { type RemoteOptions, withAccount } from './account.ts';
import { type Complaint, printComplaints, readComplaints } from './complaint.ts';
import { showJson, showName } from './show-name.ts';

interface PutOptions extends RemoteOptions {
  readonly file: string;
  readonly name: string | undefined;
  readonly activate?: boolean;
}

/** What `put --json` prints. */
interface PutJson {
  readonly name: string;
  readonly stored: boolean;
  readonly active: boolean;
  readonly complaints: readonly Complaint[];
}

/**
 * `sievekit remote put`: the server's complaints are printed as `file:line: message`.
 *
 * @returns 1 when the server refuses the script
 */
export async function putScript(
  url: string,
  options: PutOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const { file } = options;
  if (file.startsWith('sieve://')) {
    throw new Failure(`The account comes first, then the file: put ${file} ${url}`);
  }
  const name = options.name ?? nameOf(file);
  const bytes = file === '-' ? await readInput(options, terminal) : await readNamedFile(file);
  return withAccount(url, options, terminal, async (client) => {
    const result = await put(client, name, bytes, options.activate ?? false);
    if (options.json) terminal.out(showJson(result));
    else report(result, file, terminal);
    return result.stored ? 0 : 1;
  });
}

async function put(
  client: Client,
  name: string,
  bytes: Uint8Array,
  activate: boolean,
): Promise<PutJson> {
  const base = { name, stored: true, active: false };
  try {
    const complaints = await storeScript(client, name, bytes);
    if (activate) await client.setActive(name);
    return { ...base, active: activate, complaints };
  } catch (error) {
    // Without a response code it is the script that is refused; quota and names have one.
    if (!isManageSieveError(error) || error.code !== 'no') throw error;
    if (!error.text || error.responseCode !== undefined) throw error;
    return { ...base, stored: false, complaints: readComplaints(error.text, 'error') };
  }
}

/**
 * Stores a script, reads it back and compares: some servers keep a script under another name than
 * the one they were given.
 *
 * @returns the server's warnings
 * @throws {Failure} when something else comes back
 */
export async function storeScript(
  client: Client,
  name: string,
  bytes: Uint8Array,
): Promise<Complaint[]> {
  const [stored, back] = await Promise.allSettled([
    client.putScript(name, bytes),
    client.getScript(name),
  ]);
  if (stored.status === 'rejected') throw stored.reason;
  if (back.status === 'rejected' && isManageSieveError(back.reason) && back.reason.code === 'no') {
    throw new Failure(
      `The server took the script, and does not find it as ${showName(name)}: it may have changed ` +
        'the name. See ls, and choose a name of plain letters.',
    );
  }
  if (back.status === 'rejected') throw back.reason;
  if (Buffer.compare(back.value, bytes) !== 0) {
    throw new Failure(
      `The server took the script and now has another text as ${showName(name)}: it changed it, or ` +
        'somebody else stored one at the same time. Compare them with diff.',
    );
  }
  const { warnings } = stored.value;
  return warnings === null ? [] : readComplaints(warnings, 'warning');
}

function report({ name, stored, active, complaints }: PutJson, file: string, terminal: Terminal) {
  terminal.err(printComplaints(file, complaints));
  if (!stored) return terminal.err('The server refused the script; nothing changed.\n');
  terminal.err(`${showName(name)} is stored.\n`);
  if (active) terminal.err(`${showName(name)} is active now.\n`);
}

async function readInput(options: RemoteOptions, terminal: Terminal): Promise<Uint8Array> {
  if (options.passwordFd !== '0' && options.tokenFd !== '0') return await terminal.readInput();
  throw new Failure('Descriptor 0 is standard input, from which the script comes. Use another.');
}

/** The name of a script on the server, where only its file was named. */
function nameOf(file: string): string {
  if (file === '-') throw new Failure('A script from standard input needs a name: put URL - NAME');
  return basename(file).replace(/\.(sieve|siv)$/, '');
}
