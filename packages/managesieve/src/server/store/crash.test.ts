import { cpSync, lstatSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import type * as FileSystem from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createFileStore } from './file-store.ts';
import type { ScriptStore } from './store.ts';

/** The system: after so many calls it never answers again, as if the process had been killed. */
const system = vi.hoisted(() => ({
  calls: Number.POSITIVE_INFINITY,
  onEnd: () => {},
  /** Open files, which the system closes when a process ends. */
  files: new Set<FileSystem.FileHandle>(),
  async call<T>(work: () => Promise<T>): Promise<T> {
    if (system.calls > 0) {
      system.calls--;
      return await work();
    }
    system.onEnd();
    return await new Promise<never>(() => {});
  },
}));

vi.mock('node:fs/promises', async (load) => {
  type Calls = Record<string, (...args: unknown[]) => Promise<unknown>>;
  const guard = (calls: object): Calls =>
    new Proxy(calls as Calls, {
      get(target, key: string) {
        const found = target[key];
        if (typeof found !== 'function') return found;
        // What is on the disk in the end is not asked here, and takes its time.
        if (key === 'sync') return () => system.call(async () => {});
        return (...args: unknown[]) => system.call(async () => await found.apply(target, args));
      },
    });
  const real = await load<typeof FileSystem>();
  const { open, ...others } = real;
  const names = Object.keys(others) as (keyof typeof others)[];
  const guarded = guard(others);
  return {
    ...Object.fromEntries(names.map((name) => [name, guarded[name]])),
    async open(...args: Parameters<typeof open>) {
      const file = await system.call(async () => await open(...args));
      system.files.add(file);
      return guard(file);
    },
  };
});

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'sk-crash-'));
});
afterEach(() => {
  system.calls = Number.POSITIVE_INFINITY;
  rmSync(root, { recursive: true });
});

const script = (text: string) => Buffer.from(`${text} `.repeat(1000));
const long = 'n'.repeat(100) + 'é'.repeat(28);

async function fill(store: ScriptStore): Promise<void> {
  for (const name of ['a', 'b', long]) await store.put('alice', name, script(name));
  await store.setActive('alice', 'a');
}

/** All that a client can see. */
async function look(store: ScriptStore): Promise<string> {
  const lines: string[] = [];
  for (const user of ['alice', 'bob']) {
    for (const { name, active } of await store.list(user)) {
      const text = Buffer.from(await store.get(user, name)).toString();
      lines.push(`${user} ${name} ${active} ${text}`);
    }
  }
  return lines.join('\n');
}

/** What the system does when a process has been killed. */
async function clearAway(folder: string): Promise<void> {
  for (const file of system.files) await file.close();
  system.files.clear();
  for (const user of readdirSync(folder)) {
    const lock = join(folder, user, 'lock');
    if (lstatSync(lock, { throwIfNoEntry: false }) === undefined) continue;
    rmSync(lock);
    symlinkSync(`pid ${2 ** 30} - - - killed`, lock);
  }
}

/** Does the deed until the given call to the system; whether it came to an end before that. */
async function interrupt(
  store: ScriptStore,
  deed: (store: ScriptStore) => Promise<void>,
  calls: number,
): Promise<boolean> {
  const killed = new Promise<boolean>((resolve) => {
    system.onEnd = () => resolve(false);
  });
  system.calls = calls;
  const done = await Promise.race([deed(store).then(() => true), killed]);
  system.calls = Number.POSITIVE_INFINITY;
  return done;
}

describe.skipIf(process.platform === 'win32')(
  'a process that is killed at any moment',
  {
    timeout: 30_000,
  },
  () => {
    it.each<[string, (store: ScriptStore) => Promise<void>]>([
      ['put a new script', (store) => store.put('alice', 'c', script('new'))],
      ['put one of a long name', (store) => store.put('alice', `${long.slice(1)}!`, script('new'))],
      ['replace the active script', (store) => store.put('alice', 'a', script('new'))],
      ['delete one of a long name', (store) => store.delete('alice', long)],
      ['activate', (store) => store.setActive('alice', long)],
      ['deactivate', (store) => store.setActive('alice', null)],
      ['rename the active script', (store) => store.rename('alice', 'a', `${long.slice(1)}!`)],
      ['rename one of a long name', (store) => store.rename('alice', long, 'c')],
      ['begin', (store) => store.put('bob', 'a', script('new'))],
    ])('has done it or not: %s', async (_, deed) => {
      const template = join(root, 'template');
      await fill(createFileStore(template));
      const states: string[] = [];
      for (let calls = 0, done = false; !done; calls++) {
        const folder = join(root, String(calls));
        cpSync(template, folder, { recursive: true });
        const store = createFileStore(folder);
        done = await interrupt(store, deed, calls);
        await clearAway(folder);
        // Another process: under another name, since this one still waits for its own lock.
        symlinkSync(folder, `${folder}-again`);
        states.push(await look(createFileStore(`${folder}-again`)));
        const files = readdirSync(join(folder, 'alice'));
        expect(files.filter((file) => !/\.(?:sieve|name)$|^active$/.test(file))).toEqual([]);
      }
      const [before, after] = [states[0], states.at(-1)];
      expect(before).not.toBe(after);
      expect(states.filter((state) => state !== before && state !== after)).toEqual([]);
    });
  },
);
