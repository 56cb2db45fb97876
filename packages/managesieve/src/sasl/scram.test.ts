import { describe, expect, it } from 'vitest';
import { loginContext } from '../../test/login-context.ts';
import { clientLimits } from '../limits.ts';
import type { Conversation, LoginContext, Mechanism } from './mechanism.ts';
import { scramMechanisms } from './scram.ts';

function find(name: string): Mechanism {
  return scramMechanisms.find((mechanism) => mechanism.name === name) as Mechanism;
}

const user = { username: 'user', password: 'pencil' };

/** The exchanges that RFC 5802, 5, and RFC 7677, 3, print. */
const vectors = [
  {
    name: 'SCRAM-SHA-1',
    nonce: 'fyko+d2lbbFgONRv9qkxdawL',
    first: 'n,,n=user,r=fyko+d2lbbFgONRv9qkxdawL',
    challenge: 'r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,s=QSXCR+Q6sek8bf92,i=4096',
    final: 'c=biws,r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,p=v0X8v3Bz2T0CJGbJQyF0X+HI4Ts=',
    proof: 'v=rmF9pqV8S7suAoZWja4dJRkFsKQ=',
  },
  {
    name: 'SCRAM-SHA-256',
    nonce: 'rOprNGfwEbeRWgbNEkqO',
    first: 'n,,n=user,r=rOprNGfwEbeRWgbNEkqO',
    challenge:
      'r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096',
    final:
      'c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=',
    proof: 'v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=',
  },
] as const;
const [sha1, sha256] = vectors;

async function play(
  vector: (typeof vectors)[number] = sha256,
  challenge: string = vector.challenge,
  context: Partial<LoginContext> = {},
): Promise<{ conversation: Conversation; final: string }> {
  const conversation = find(vector.name).start(user, {
    ...loginContext,
    nonce: vector.nonce,
    ...context,
  });
  expect(String(conversation.initial)).toBe(vector.first);
  return { conversation, final: String(await conversation.answer(Buffer.from(challenge))) };
}

describe.each(vectors)('$name', (vector) => {
  it('says what the RFC prints, with the proof as a challenge', async () => {
    const { conversation, final } = await play(vector);
    expect(final).toBe(vector.final);
    expect(String(await conversation.answer(Buffer.from(vector.proof)))).toBe('');
    conversation.finish(null);
  });

  it('and with the proof along with success', async () => {
    const { conversation } = await play(vector);
    conversation.finish(Buffer.from(vector.proof));
  });
});

describe('what the server must prove', () => {
  it.each([
    ['nothing along with success', (on: Conversation) => on.finish(null)],
    ['success at once', (on: Conversation) => on.finish(Buffer.from(sha1.proof))],
    ['a proof of something else', (on: Conversation) => on.answer(Buffer.from(sha1.proof))],
    ['a proof cut short', (on: Conversation) => on.finish(Buffer.from(sha256.proof.slice(0, 20)))],
    ['an empty proof', (on: Conversation) => on.finish(Buffer.from('v='))],
    ['words', (on: Conversation) => on.answer(Buffer.from('welcome'))],
    ['an error', (on: Conversation) => on.answer(Buffer.from('e=other-error'))],
  ])('is not %s', async (_, act) => {
    const { conversation } = await play();
    expect(() => act(conversation)).toThrow(/^The server (?:has not proved|proves with|says)/);
  });

  it('is not left out', () => {
    const conversation = find('SCRAM-SHA-256').start(user, loginContext);
    expect(() => conversation.finish(null)).toThrow('has not proved');
  });

  it('is proved once', async () => {
    const { conversation } = await play();
    await conversation.answer(Buffer.from(sha256.proof));
    expect(() => conversation.answer(Buffer.from(sha256.proof))).toThrow('asks for more');
  });
});

describe('a challenge is refused', () => {
  const { nonce } = sha256;
  const { leastIterations: least, mostIterations: most } = clientLimits;
  const tail = 's=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096';
  it.each([
    ['with another nonce', `r=x${nonce}y,${tail}`, 'nonce is another'],
    ['with our nonce alone', `r=${nonce},${tail}`, 'nonce is another'],
    ['with no nonce', tail, 'nonce is another'],
    ['with a nonce twice', `r=${nonce}x,r=${nonce}y,${tail}`, 'makes no sense'],
    ['with no salt', `r=${nonce}x,i=4096`, 'no salt'],
    ['with an empty salt', `r=${nonce}x,s=,i=4096`, 'no salt'],
    ['with a salt that is none', `r=${nonce}x,s=!,i=4096`, 'no salt'],
    [
      'with too few rounds',
      `r=${nonce}x,s=AA==,i=${least - 1}`,
      `asks for ${least - 1} iterations`,
    ],
    ['with too many rounds', `r=${nonce}x,s=AA==,i=${most + 1}`, `asks for ${most + 1} iterations`],
    ['with absurd rounds', `r=${nonce}x,s=AA==,i=99999999999999999999`, 'asks for'],
    ['with no rounds', `r=${nonce}x,s=AA==,i=0`, 'asks for 0 iterations'],
    ['with rounds less than none', `r=${nonce}x,s=AA==,i=-1`, 'asks for -1 iterations'],
    ['with an extension', `m=x,r=${nonce}x,${tail}`, 'extension'],
    ['with an error', 'e=unknown-user', 'unknown-user'],
    ['when it is empty', '', 'makes no sense'],
  ])('%s', async (_, challenge, message) => {
    await expect(play(sha256, challenge)).rejects.toMatchObject({
      code: 'auth',
      message: expect.stringContaining(message),
    });
  });

  it('by limits that the caller sets', async () => {
    const limits = { leastIterations: 1, mostIterations: 4095 };
    await expect(play(sha256, sha256.challenge, { limits })).rejects.toThrow('1 to 4095');
  });
});

describe('the first message', () => {
  const data = Buffer.from('bound');
  const exporter = { type: 'tls-exporter', data } as const;
  it.each([
    ['in the clear', 'SCRAM-SHA-256', null, [], {}, 'n,,n=user,r=N'],
    ['over TLS, where nothing is bound', 'SCRAM-SHA-256', exporter, [], {}, 'y,,n=user,r=N'],
    [
      'over TLS, by a caller who does not want to bind',
      'SCRAM-SHA-256',
      exporter,
      ['SCRAM-SHA-256-PLUS'],
      {},
      'n,,n=user,r=N',
    ],
    [
      'over TLS, to a server that binds by another hash',
      'SCRAM-SHA-1',
      exporter,
      ['SCRAM-SHA-256-PLUS'],
      {},
      'n,,n=user,r=N',
    ],
    ['bound', 'SCRAM-SHA-1-PLUS', exporter, [], {}, 'p=tls-exporter,,n=user,r=N'],
    [
      'for somebody else',
      'SCRAM-SHA-512-PLUS',
      exporter,
      [],
      { authzid: 'a,b=c,' },
      'p=tls-exporter,a=a=2Cb=3Dc=2C,n=user,r=N',
    ],
    [
      'of a name full of marks',
      'SCRAM-SHA-1',
      null,
      [],
      { username: ',=,=a' },
      'n,,n==2C=3D=2C=3Da,r=N',
    ],
    [
      'of a name that looks like another',
      'SCRAM-SHA-1',
      null,
      [],
      { username: 'Ⅸ\u00ad' },
      'n,,n=IX,r=N',
    ],
  ])('%s', (_, name, binding, offered, credentials, expected) => {
    const context = { ...loginContext, binding, offered, nonce: 'N' };
    const { initial } = find(name).start({ ...user, ...credentials }, context);
    expect(String(initial)).toBe(expected);
  });

  it('binds what is sent last', async () => {
    const context = { ...loginContext, binding: exporter, nonce: 'N' };
    const conversation = find('SCRAM-SHA-1-PLUS').start(user, context);
    const final = String(await conversation.answer(Buffer.from('r=Nx,s=AA==,i=4096')));
    const [, bound = ''] = /^c=([^,]*),/.exec(final) ?? [];
    expect(Buffer.from(bound, 'base64').toString()).toBe('p=tls-exporter,,bound');
  });

  it('has a nonce that never comes again', () => {
    const say = () => String(find('SCRAM-SHA-1').start(user, loginContext).initial);
    const said = new Set(Array.from({ length: 100 }, say));
    expect(said.size).toBe(100);
    for (const text of said) expect(text).toMatch(/^n,,n=user,r=[A-Za-z\d+/]{32}$/);
  });

  it.each([
    [{ username: '', password: 'x' }, 'The username is empty'],
    [{ username: 'a\0', password: 'x' }, 'The username has characters'],
    [{ username: 'a', password: 'hunter\u0007' }, 'The password has characters'],
    [{ username: 'a', password: 'x', authzid: '\u200f' }, 'The authzid has characters'],
  ])('is not made of %j', (credentials, message) => {
    const start = () => find('SCRAM-SHA-1').start(credentials, loginContext);
    expect(start).toThrow(message);
    expect(start).not.toThrow('hunter');
  });

  it('cannot be bound without TLS', () => {
    expect(() => find('SCRAM-SHA-1-PLUS').start(user, loginContext)).toThrow('needs TLS');
  });
});
