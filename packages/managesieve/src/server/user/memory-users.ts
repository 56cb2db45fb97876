import { randomBytes } from 'node:crypto';
import { scramLimits } from '../../limits.ts';
import { deriveScramSecret } from '../../sasl/scram-secret.ts';
import { createUsers } from './directory.ts';
import type { Account, Users } from './users.ts';

/** A user of a test. */
export interface TestUser {
  readonly password: string;
  /** May work on the scripts of all users. Default: `false`. */
  readonly admin?: boolean;
}

/** Keeps users in memory, for tests: with the fewest iterations that clients take. */
export async function createMemoryUsers(
  users: Readonly<Record<string, string | TestUser>>,
): Promise<Required<Users>> {
  const derived = Object.entries(users).map(async ([name, user]) => {
    const { password, admin = false } = typeof user === 'string' ? { password: user } : user;
    return [name, { secrets: await deriveAll(password), admin }] as const;
  });
  const accounts: ReadonlyMap<string, Account> = new Map(await Promise.all(derived));
  const decoyKey = randomBytes(scramLimits.decoyKey);
  return createUsers(async () => ({ accounts, decoyKey }));
}

async function deriveAll(password: string) {
  const { leastIterations: iterations } = scramLimits;
  const schemes = ['SCRAM-SHA-256', 'SCRAM-SHA-1'] as const;
  return await Promise.all(
    schemes.map((scheme) => deriveScramSecret(password, { scheme, iterations })),
  );
}
