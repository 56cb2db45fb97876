import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, open, rm } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { Failure } from '../failure.ts';
import { readNamedFile, reasonOf } from '../file.ts';
import type { Terminal } from '../terminal.ts';

/** A script while a person edits it. It stays on the disk until `remove`. */
export interface Draft {
  readonly path: string;
  read(): Promise<Uint8Array>;
  remove(): Promise<void>;
}

/**
 * Makes a draft that only its owner can read, in `sievekit/drafts` of `$XDG_STATE_HOME` or
 * `~/.local/state`, which outlives a restart; in the folder for temporary files where that cannot be.
 *
 * @throws {Failure} when it cannot be written
 */
export async function createDraft(
  name: string,
  script: Uint8Array,
  env: Terminal['env'],
): Promise<Draft> {
  const folder = await makeFolder(env);
  // Names are the server's to choose, and file names are not.
  const stem = name.replace(/[^\p{L}\p{N}_-]/gu, '_').slice(0, 60);
  const path = join(folder, `${stem}.${randomBytes(4).toString('hex')}.sieve`);
  try {
    const file = await open(path, 'wx', 0o600);
    try {
      await file.writeFile(script);
    } finally {
      await file.close();
    }
  } catch (error) {
    throw new Failure(`Cannot write ${path}: ${reasonOf(error)}.`, { cause: error });
  }
  return {
    path,
    read: () => readNamedFile(path),
    remove: () => rm(path, { force: true }),
  };
}

async function makeFolder({ XDG_STATE_HOME: base, HOME }: Terminal['env']): Promise<string> {
  const state = base?.startsWith('/') ? base : join(HOME ?? homedir(), '.local', 'state');
  const folder = join(state, 'sievekit', 'drafts');
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    return folder;
  } catch {
    return await mkdtemp(join(tmpdir(), 'sievekit-draft-'));
  }
}

/**
 * Opens a file in `$VISUAL` or `$EDITOR`, which may have arguments, and waits until it is closed.
 *
 * @throws {Failure} when there is no editor, or it fails
 */
export async function runEditor(path: string, { env, screen }: Terminal): Promise<void> {
  const editor = env.VISUAL || env.EDITOR || (screen.err ? 'vi' : undefined);
  if (editor === undefined) {
    throw new Failure('No editor: set the variable VISUAL or EDITOR, as in EDITOR=nano.');
  }
  // Ctrl-C in the editor is the editor's.
  const ignore = (): void => {};
  process.on('SIGINT', ignore);
  try {
    const fault = await new Promise<string | null>((resolve) => {
      const child = spawn('/bin/sh', ['-c', `${editor} "$1"`, editor, path], { stdio: 'inherit' });
      child.on('error', (error) => resolve(reasonOf(error)));
      child.on('close', (status, signal) => {
        if (signal !== null) resolve(`it was ended by ${signal}`);
        else resolve(status === 0 ? null : `it ended with status ${status}`);
      });
    });
    if (fault !== null) throw new Failure(`The editor ${editor} failed: ${fault}.`);
  } finally {
    process.off('SIGINT', ignore);
  }
}
