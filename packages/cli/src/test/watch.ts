import { type FSWatcher, statSync, watch } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { testWatchRest } from '../limits.ts';

/**
 * Does work again whenever a file changes in the folders of those that it looked at last, until the
 * signal; changes within `testWatchRest` are one. Other files than scripts and those that it looked
 * at do not count: a report may be written beside them.
 *
 * @param work gives the files, also such as are not there yet, or folders
 */
export async function repeatOnChange(
  work: () => Promise<readonly string[]>,
  signal: AbortSignal,
): Promise<void> {
  const folders = new WatchedFolders(signal);
  try {
    while (!signal.aborted) {
      const files = await work();
      folders.watch(new Set(files.flatMap((file) => [file, dirname(file)])));
      await folders.change();
      // Those who save several files, or one in several steps, are given time.
      await delay(testWatchRest, undefined, { signal }).catch(() => {});
    }
  } finally {
    folders.watch(new Set());
  }
}

class WatchedFolders {
  readonly #watchers: Map<string, FSWatcher> = new Map();
  readonly #signal: AbortSignal;
  #changed = false;
  #wake: () => void = () => {};

  constructor(signal: AbortSignal) {
    this.#signal = signal;
    signal.addEventListener('abort', () => this.#note());
  }

  /** Watches these from here on, and no others. */
  watch(paths: ReadonlySet<string>): void {
    for (const [path, watcher] of this.#watchers) {
      if (paths.has(path)) continue;
      watcher.close();
      this.#watchers.delete(path);
    }
    for (const path of paths) if (!this.#watchers.has(path)) this.#open(path);
  }

  /** Ends with the next change, at once where there was one since the last, or with the signal. */
  async change(): Promise<void> {
    if (!this.#changed && !this.#signal.aborted) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    this.#changed = false;
  }

  #note(): void {
    this.#changed = true;
    this.#wake();
  }

  #counts(path: string): boolean {
    if (this.#watchers.has(path) || /\.(?:sieve|svtest)$/.test(path)) return true;
    try {
      return !statSync(path, { throwIfNoEntry: false })?.isFile();
    } catch {
      return true;
    }
  }

  #open(path: string): void {
    try {
      const watcher = watch(path, (_, name) => {
        if (name === null || this.#counts(join(path, name))) this.#note();
      });
      watcher.on('error', () => this.#note());
      this.#watchers.set(path, watcher);
    } catch {
      // It is not there yet; the folder around it tells when it is.
    }
  }
}
