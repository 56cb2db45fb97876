import { alreadyExists, isActive, nonexistent, tooMany } from '../refusal.ts';
import { byName, type ScriptStore } from './store.ts';

interface Account {
  readonly scripts: Map<string, Uint8Array>;
  active: string | null;
}

/** Keeps scripts in memory, for tests. */
export function createMemoryStore(): ScriptStore {
  const accounts = new Map<string, Account>();

  const find = (user: string): Account => {
    const account = accounts.get(user) ?? { scripts: new Map(), active: null };
    accounts.set(user, account);
    return account;
  };

  const read = (user: string, name: string): Uint8Array => {
    const script = find(user).scripts.get(name);
    if (script === undefined) throw nonexistent(name);
    return script;
  };

  return {
    async list(user) {
      const { scripts, active } = find(user);
      return [...scripts.keys()].map((name) => ({ name, active: name === active })).sort(byName);
    },
    async get(user, name) {
      return Uint8Array.from(read(user, name));
    },
    async put(user, name, script, most = Number.POSITIVE_INFINITY) {
      const { scripts } = find(user);
      if (scripts.size >= most && !scripts.has(name)) throw tooMany(most);
      scripts.set(name, Uint8Array.from(script));
    },
    async delete(user, name) {
      read(user, name);
      if (find(user).active === name) throw isActive(name);
      find(user).scripts.delete(name);
    },
    async rename(user, from, to) {
      const script = read(user, from);
      const account = find(user);
      if (account.scripts.has(to)) throw alreadyExists(to);
      account.scripts.set(to, script);
      account.scripts.delete(from);
      if (account.active === from) account.active = to;
    },
    async setActive(user, name) {
      if (name !== null) read(user, name);
      find(user).active = name;
    },
  };
}
