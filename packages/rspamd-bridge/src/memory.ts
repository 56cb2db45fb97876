import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Gives memory back to the system once it is quiet. */
export interface Memory {
  /** Something has come; `messages` of work are garbage soon. */
  used(messages: number): void;
  close(): void;
}

/** Fewer leave little behind. */
const WORTH = 500;
const QUIET_MS = 1000;

/**
 * Node lets its heap grow while many messages come, and keeps what it has while nothing comes: that
 * can be twice of what is needed. So garbage is collected a second after the last of many messages.
 */
export function createMemory(collect: () => void = findCollector()): Memory {
  let messages = 0;
  let timer: NodeJS.Timeout | undefined;
  return {
    used(count) {
      messages += count;
      if (messages < WORTH) return;
      if (timer !== undefined) {
        timer.refresh();
        return;
      }
      timer = setTimeout(() => {
        messages = 0;
        timer = undefined;
        collect();
        collect(); // the first leaves what is given back by the second
      }, QUIET_MS).unref();
    },
    close: () => clearTimeout(timer),
  };
}

/** What `node --expose-gc` gives; nothing where a Node has it no longer. */
function findCollector(): () => void {
  try {
    setFlagsFromString('--expose-gc');
    const collect: unknown = runInNewContext('gc');
    setFlagsFromString('--no-expose-gc');
    if (typeof collect === 'function') return () => void collect();
  } catch {
    // without it the heap stays as large as it is
  }
  return () => {};
}
