import { type ScramScheme, type ScramSecret, verifyScramSecret } from '../../sasl/scram-secret.ts';
import { makeDecoy } from './decoy.ts';
import type { Account, Users } from './users.ts';

/** All users at one moment. */
export interface Directory {
  readonly accounts: ReadonlyMap<string, Account>;
  /** What the secrets of users who are not there are made with. */
  readonly decoyKey: Uint8Array;
}

/** Answers for users of a list, which is read anew for each question. */
export function createUsers(read: () => Promise<Directory>): Required<Users> {
  const find = async (
    username: string,
    scheme: ScramScheme,
    select: (account: Account) => ScramSecret | undefined,
  ): Promise<ScramSecret> => {
    const { accounts, decoyKey } = await read();
    const [first] = accounts.values();
    // Made in any case: who is there must not be told from who is not by the time it takes.
    const decoy = makeDecoy(decoyKey, username, scheme, first && select(first));
    const account = accounts.get(username);
    return (account && select(account)) ?? decoy;
  };
  return {
    findSecret: (username, scheme) =>
      find(username, scheme, ({ secrets }) => secrets.find((secret) => secret.scheme === scheme)),
    async verify(username, password) {
      return await verifyScramSecret(await find(username, 'SCRAM-SHA-256', firstSecret), password);
    },
    async mayActFor(username, owner) {
      const { accounts } = await read();
      return accounts.get(username)?.admin === true && accounts.has(owner);
    },
  };
}

const firstSecret = ({ secrets }: Account): ScramSecret | undefined => secrets[0];
