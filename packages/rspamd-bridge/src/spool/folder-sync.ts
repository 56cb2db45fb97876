import type { FileHandle } from 'node:fs/promises';

/**
 * Makes the names in a folder durable. Calls that come while the disk is busy share the next
 * fsync, so a hundred users moving at once cost a few, not a hundred.
 */
export function createFolderSync(folder: Pick<FileHandle, 'sync'>): () => Promise<void> {
  let running: Promise<void> = Promise.resolve();
  let next: Promise<void> | null = null;

  return () => {
    if (next === null) {
      next = running.then(() => {
        next = null;
        const sync = folder.sync();
        running = sync.catch(() => {});
        return sync;
      });
    }
    return next;
  };
}
