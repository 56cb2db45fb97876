import { describe, expect, it } from 'vitest';
import { scramLimits } from '../limits.ts';
import {
  deriveScramSecret,
  formatScramSecret,
  parseScramSecret,
  verifyScramSecret,
} from './scram-secret.ts';

const iterations = scramLimits.leastIterations;

describe('deriveScramSecret', () => {
  it('derives the keys of the example in RFC 7677', async () => {
    const salt = Buffer.from('W22ZaJ0SNY7soEsUEjb6gQ==', 'base64');
    const { createHmac } = await import('node:crypto');
    const secret = await deriveScramSecret('pencil', { salt, iterations });
    const exchange =
      'n=user,r=rOprNGfwEbeRWgbNEkqO,' +
      'r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096,' +
      'c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0';
    const signature = createHmac('sha256', secret.serverKey).update(exchange).digest('base64');
    expect(signature).toBe('6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=');
  });

  it('salts each secret anew', async () => {
    const [one, other] = await Promise.all([
      deriveScramSecret('pw', { iterations }),
      deriveScramSecret('pw', { iterations }),
    ]);
    expect(one.salt).toHaveLength(scramLimits.salt);
    expect(one.storedKey).not.toEqual(other.storedKey);
  });

  it('leaves the event loop free', async () => {
    let turns = 0;
    const timer = setInterval(() => turns++, 1);
    await deriveScramSecret('pw', { iterations: scramLimits.mostIterations / 4 });
    clearInterval(timer);
    expect(turns).toBeGreaterThan(5);
  });
});

it.each([
  ['right', 'pässword', 'pässword', true],
  ['wrong', 'password', 'Password', false],
  ['another normal form', 'p\u00e4ss', 'pa\u0308ss', true],
  ['empty', 'password', '', false],
])('verifyScramSecret: a %s password', async (_, kept, given, expected) => {
  const secret = await deriveScramSecret(kept, { iterations });
  expect(await verifyScramSecret(secret, given)).toBe(expected);
});

describe('parseScramSecret', () => {
  it.each(['SCRAM-SHA-1', 'SCRAM-SHA-256'] as const)(
    'reads back what was written for %s',
    async (scheme) => {
      const secret = await deriveScramSecret('pw', { scheme, iterations });
      const read = parseScramSecret(formatScramSecret(secret));
      expect(read).toEqual({ ...secret, salt: Buffer.from(secret.salt) });
    },
  );

  const key = Buffer.alloc(32).toString('base64');
  it.each([
    ['a plain password', '{PLAIN}secret'],
    ['too few iterations', `{SCRAM-SHA-256}${scramLimits.leastIterations - 1},AAAA,${key},${key}`],
    ['too many iterations', `{SCRAM-SHA-256}${scramLimits.mostIterations + 1},AAAA,${key},${key}`],
    ['a key of another hash', `{SCRAM-SHA-1}4096,AAAA,${key},${key}`],
    ['an unknown hash', `{SCRAM-SHA-512}4096,AAAA,${key},${key}`],
    ['a short key', `{SCRAM-SHA-256}4096,AAAA,AAAA,${key}`],
    ['nothing', ''],
  ])('refuses %s', (_, text) => {
    expect(parseScramSecret(text)).toBeNull();
  });
});
