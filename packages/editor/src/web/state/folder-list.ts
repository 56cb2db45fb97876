import { type ReadonlySignal, signal } from '@preact/signals';
import type { Folder } from '../../shared/method.ts';
import type { Call } from './connection.ts';

/** The folders of the mail account, as the server last listed them. */
export interface FolderList {
  /** Null as long as they are not known, or where there is no server to ask. */
  readonly folders: ReadonlySignal<readonly Folder[] | null>;
  /** Asks the server; what fails leaves the field a plain one. */
  refresh(): Promise<void>;
  /** Makes a folder; gives its path as the server has it. Rejects with `CallError`. */
  create(path: string): Promise<string>;
  clear(): void;
}

export function createFolderList(call: Call): FolderList {
  const folders = signal<readonly Folder[] | null>(null);
  async function refresh(): Promise<void> {
    try {
      folders.value = (await call('folders', {})).folders;
    } catch {
      folders.value = null;
    }
  }
  return {
    folders,
    refresh,
    async create(path) {
      const made = await call('createFolder', { path });
      await refresh();
      return made.path;
    },
    clear() {
      folders.value = null;
    },
  };
}

/** Whether a folder of that name is there; the inbox is in any case of letters (RFC 9051, section 5.1). */
export function hasFolder(folders: readonly Folder[], path: string): boolean {
  const same = (one: string): string => (/^inbox$/i.test(one) ? 'INBOX' : one);
  return folders.some((folder) => same(folder.path) === same(path));
}
