import { beforeEach, expect, it, vi } from 'vitest';
import type * as ScramHash from '../../sasl/scram-hash.ts';
import { createMemoryUsers } from './memory-users.ts';

/** What was derived: it takes as long as its hash and its iterations ask. */
const derived = vi.hoisted(() => ({ work: [] as unknown[] }));

vi.mock('../../sasl/scram-hash.ts', async (load) => {
  const real = await load<typeof ScramHash>();
  return {
    ...real,
    deriveScramKeys(...args: Parameters<typeof real.deriveScramKeys>) {
      const [hash, password, salt, iterations] = args;
      derived.work.push([hash.name, password.length, salt.length, iterations]);
      return real.deriveScramKeys(...args);
    },
  };
});

beforeEach(() => {
  derived.work = [];
});

it('does the same work for a wrong password and for a user who is not there', async () => {
  const users = await createMemoryUsers({ alice: 'secret' });
  derived.work = [];
  expect(await users.verify('alice', 'guess1')).toBe(false);
  expect(await users.verify('nobody', 'guess1')).toBe(false);
  const [known, unknown] = derived.work;
  expect(known).toEqual(['sha256', 6, 16, 4096]);
  expect(unknown).toEqual(known);
  expect(derived.work).toHaveLength(2);
});

it('does it also where there are no users at all', async () => {
  const users = await createMemoryUsers({});
  expect(await users.verify('nobody', 'guess1')).toBe(false);
  expect(derived.work).toEqual([['sha256', 6, 16, 65_536]]);
});
