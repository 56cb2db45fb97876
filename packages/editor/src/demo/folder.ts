import { constants } from 'node:fs';
import { access, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { EditorError } from '../editor-error.ts';

/** Where the demo keeps what. All of it is the user's to read, change and delete. */
export interface DemoFolder {
  readonly root: string;
  /** The users' scripts, as the ManageSieve server stores them. */
  readonly scripts: string;
  /** Messages to try rules on. */
  readonly messages: string;
  /** Certificate and key of the ManageSieve server. */
  readonly tls: string;
  /** Secrets of the users, from which no password can be read. */
  readonly users: string;
  /** Written when the samples were copied. */
  readonly samplesCopied: string;
}

/**
 * Makes the folder where it is missing, for this user alone.
 *
 * @throws EditorError 'folder-unusable'
 */
export async function prepareFolder(root: string): Promise<DemoFolder> {
  const folder = {
    root,
    scripts: join(root, 'scripts'),
    messages: join(root, 'messages'),
    tls: join(root, 'tls'),
    users: join(root, 'users'),
    samplesCopied: join(root, '.samples-copied'),
  };
  try {
    for (const path of [root, folder.scripts, folder.messages, folder.tls]) {
      await mkdir(path, { recursive: true, mode: 0o700 });
      await access(path, constants.R_OK | constants.W_OK | constants.X_OK);
    }
  } catch (cause) {
    throw folderUnusable(root, cause);
  }
  return folder;
}

/** Says why the demo cannot keep its files. */
export function folderUnusable(root: string, cause: unknown): EditorError {
  return new EditorError(
    'folder-unusable',
    `The demo cannot keep its scripts in ${root} (${reasonOf(cause)}): make that folder writable, or choose another.`,
    { cause },
  );
}

const reasons: { readonly [code: string]: string } = {
  EACCES: 'no right to write there',
  EPERM: 'no right to write there',
  EROFS: 'the disk is read-only',
  EEXIST: 'a file stands in its place',
  ENOTDIR: 'a file stands in its way',
  ENOSPC: 'the disk is full',
};

function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  return ('code' in cause && reasons[String(cause.code)]) || cause.message;
}
