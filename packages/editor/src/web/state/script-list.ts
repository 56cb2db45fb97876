import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { ScriptEntry } from '../../shared/method.ts';
import { type CallError, toCallError } from './call-error.ts';
import type { Call } from './connection.ts';

/** The scripts of the account, as the server last listed them. */
export interface ScriptList {
  /** Null until the first answer. */
  readonly scripts: ReadonlySignal<readonly ScriptEntry[] | null>;
  /** Name of the script that runs when mail arrives; null: none does. */
  readonly active: ReadonlySignal<string | null>;
  /** Sieve extensions of the server. */
  readonly capabilities: ReadonlySignal<readonly string[]>;
  /** Why the list could not be had. */
  readonly failure: ReadonlySignal<CallError | null>;
  refresh(): Promise<void>;
  /** Stores a new script. Rejects with `CallError`, as do those below. */
  create(name: string, text: string): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  remove(name: string): Promise<void>;
  /** Null: no script runs any more. */
  activate(name: string | null): Promise<void>;
  clear(): void;
}

export function createScriptList(call: Call): ScriptList {
  const scripts = signal<readonly ScriptEntry[] | null>(null);
  const capabilities = signal<readonly string[]>([]);
  const failure = signal<CallError | null>(null);

  async function refresh(): Promise<void> {
    try {
      const result = await call('list', {});
      scripts.value = result.scripts.toSorted((a, b) => a.name.localeCompare(b.name));
      capabilities.value = result.capabilities;
      failure.value = null;
    } catch (thrown) {
      failure.value = toCallError(thrown);
    }
  }

  return {
    scripts,
    active: computed(() => scripts.value?.find((script) => script.active)?.name ?? null),
    capabilities,
    failure,
    refresh,
    async create(name, text) {
      await call('save', { name, text, revision: null });
      await refresh();
    },
    async rename(from, to) {
      await call('rename', { from, to });
      await refresh();
    },
    async remove(name) {
      await call('remove', { name });
      await refresh();
    },
    async activate(name) {
      await call('activate', { name });
      await refresh();
    },
    clear() {
      scripts.value = null;
      failure.value = null;
    },
  };
}

/** `name`, or `name 2`, `name 3` … : the first that no script has. */
export function freeName(name: string, scripts: readonly ScriptEntry[]): string {
  const taken = new Set(scripts.map((script) => script.name));
  if (!taken.has(name)) return name;
  let number = 2;
  while (taken.has(`${name} ${number}`)) number++;
  return `${name} ${number}`;
}
