import { describe, expect, it } from 'vitest';
import { loginContext } from '../../test/login-context.ts';
import { cramMd5 } from './cram-md5.ts';
import { digestMd5 } from './digest-md5.ts';
import { external } from './external.ts';
import { login } from './login.ts';

const ask = async (
  conversation: ReturnType<typeof login.start>,
  challenge: string,
): Promise<string> => String(await conversation.answer(Buffer.from(challenge)));

it('CRAM-MD5 says what RFC 2195, 2, prints', async () => {
  const credentials = { username: 'tim', password: 'tanstaaftanstaaf' };
  const conversation = cramMd5.start(credentials, loginContext);
  expect(conversation.initial).toBeNull();
  expect(await ask(conversation, '<1896.697170952@postoffice.reston.mci.net>')).toBe(
    'tim b913a602c7eda7a495b4e6e7334d3890',
  );
  expect(() => conversation.answer(Buffer.from('more'))).toThrow('does not keep to CRAM-MD5');
});

describe('DIGEST-MD5', () => {
  // RFC 2831, 4, is of IMAP; the digests of this service were worked out with another program.
  const credentials = { username: 'chris', password: 'secret' };
  const context = { ...loginContext, host: 'elwood.innosoft.com', nonce: 'OA6MHXh6VqTrRk' };
  const challenge =
    'realm="elwood.innosoft.com",nonce="OA6MG9tEQGm2hh",qop="auth",algorithm=md5-sess,charset=utf-8';
  const expected =
    'charset=utf-8,username="chris",realm="elwood.innosoft.com",nonce="OA6MG9tEQGm2hh",nc=00000001,' +
    'cnonce="OA6MHXh6VqTrRk",digest-uri="sieve/elwood.innosoft.com",response=43ad1d4a5a08ac21294e2937e0d5b056,qop=auth';

  it('answers, and has the server prove itself', async () => {
    const conversation = digestMd5.start(credentials, context);
    expect(await ask(conversation, challenge)).toBe(expected);
    expect(await ask(conversation, 'rspauth=41632ff1038593cf6c16a0fa0aadb0b3')).toBe('');
    conversation.finish(null);
  });

  it('takes the proof along with success', async () => {
    const conversation = digestMd5.start(credentials, context);
    await ask(conversation, challenge);
    conversation.finish(Buffer.from('rspauth=41632ff1038593cf6c16a0fa0aadb0b3'));
  });

  it.each([
    ['no proof', null],
    ['a wrong proof', `rspauth=${'0'.repeat(32)}`],
  ])('takes %s for nothing', async (_, proof) => {
    const conversation = digestMd5.start(credentials, context);
    await ask(conversation, challenge);
    expect(() => conversation.finish(proof === null ? null : Buffer.from(proof))).toThrow(
      /that it (?:knows|does not know) the password/,
    );
  });

  it.each([
    ['realm="x",algorithm=md5-sess', 'makes no sense'],
    ['nonce="x",algorithm=md5', 'makes no sense'],
    ['nonce="x",algorithm=md5-sess,qop="auth-conf"', 'layer of its own'],
    ['', 'makes no sense'],
  ])('refuses the challenge %s', (text, message) => {
    const conversation = digestMd5.start(credentials, context);
    expect(() => conversation.answer(Buffer.from(text))).toThrow(message);
  });

  it('escapes what it quotes, and asks for somebody else’s scripts', async () => {
    const odd = { username: 'a"b\\', password: 'x', authzid: 'c"' };
    const said = await ask(digestMd5.start(odd, context), 'nonce="n\\"",algorithm=md5-sess');
    expect(said).toContain('username="a\\"b\\\\",nonce="n\\""');
    expect(said).toMatch(/,qop=auth,authzid="c\\""$/);
  });
});

describe('LOGIN', () => {
  it('gives the name, then the password, and no more', async () => {
    const conversation = login.start({ username: 'alice', password: 'pw' }, loginContext);
    expect(conversation.initial).toBeNull();
    expect(await ask(conversation, 'Username:')).toBe('alice');
    expect(await ask(conversation, 'Password:')).toBe('pw');
    expect(() => conversation.answer(Buffer.from('Again:'))).toThrow('more than it has to say');
  });
});

it.each([login, cramMd5])('$name cannot work for somebody else', (mechanism) => {
  const credentials = { username: 'a', password: 'b', authzid: 'c' };
  expect(() => mechanism.start(credentials, loginContext)).toThrow('somebody else');
});

describe('EXTERNAL', () => {
  it.each([
    [{ username: 'alice' }, ''],
    [{ username: '', authzid: 'bob' }, 'bob'],
  ])('of %j says %j', async (credentials, expected) => {
    const conversation = external.start(credentials, loginContext);
    expect(String(conversation.initial)).toBe(expected);
    expect(await ask(conversation, '')).toBe(expected);
    expect(() => conversation.answer(Buffer.from('Password:'))).toThrow('more than a name');
  });
});
