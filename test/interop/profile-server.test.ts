import { connectAs, isManageSieveError } from '@sievekit/managesieve';
import { findProfile } from '@sievekit/parser';
import { describe, expect, test } from 'vitest';
import { startCyrus } from '../lab/cyrus.ts';
import { startDovecot } from '../lab/dovecot.ts';
import { startDovecot24 } from '../lab/dovecot24.ts';
import type { Part } from '../lab/part.ts';
import { whyMissing } from '../lab/state.ts';
import { labPassword } from '../lab/user.ts';

interface Case {
  readonly profile: string;
  readonly part: Part;
  readonly start: () => Promise<{
    ports: { sieve: number };
    ca: string;
    stop(): Promise<void>;
  }>;
  /** What it names although a script that requires it is refused. */
  readonly names: readonly string[];
  /** What the profile has of a later version. */
  readonly later: readonly string[];
}

const cases: readonly Case[] = [
  { profile: 'pigeonhole-0.5', part: 'dovecot', start: startDovecot, names: [], later: [] },
  {
    profile: 'pigeonhole-2.4',
    part: 'dovecot24',
    start: startDovecot24,
    names: [],
    later: ['extlists'],
  },
  { profile: 'cyrus-3.6', part: 'cyrus', start: startCyrus, names: ['extlists'], later: [] },
];

describe.each(cases)('the profile $profile', ({ profile, part, start, names, later }) => {
  const missing = whyMissing(part);

  test.skipIf(missing !== null)(missing ?? 'is what the server names and takes', async () => {
    const server = await start();
    try {
      const options = { host: '127.0.0.1', port: server.ports.sieve, ca: server.ca };
      const client = await connectAs(options, { username: 'alice', password: labPassword });
      const takes = (name: string) =>
        client.checkScript(Buffer.from(`require "${name}";\r\n`)).then(
          () => true,
          (error: unknown) => !isManageSieveError(error),
        );
      const { capabilities, optional } = findProfile(profile);
      const offered = capabilities ?? [];
      const known = [...offered, ...optional];
      const { sieve } = client.capabilities;
      expect(sieve.filter((name) => !known.includes(name))).toEqual(names);
      const wanted = [...offered, ...names];
      const taken = await Promise.all(wanted.map(takes));
      expect(wanted.filter((_, index) => !taken[index])).toEqual([...later, ...names]);
      await client.logout();
    } finally {
      await server.stop();
    }
  });
});
