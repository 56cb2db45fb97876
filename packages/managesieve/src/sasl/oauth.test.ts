import { describe, expect, it } from 'vitest';
import { loginContext } from '../../test/login-context.ts';
import { oauthBearer, xoauth2 } from './oauth.ts';

/** The token of RFC 7628, 4. */
const token = 'vF9dft4qmTc2Nvb3RlckBhbHRhdmlzdGEuY29tCg==';
const context = { ...loginContext, host: 'server.example.com', port: 143 };

describe('OAUTHBEARER', () => {
  it.each([
    [
      { username: 'user@example.com', token },
      `n,a=user@example.com,\x01host=server.example.com\x01port=143\x01auth=Bearer ${token}\x01\x01`,
    ],
    [
      { username: 'a', authzid: 'b=c,d', token },
      `n,a=b=3Dc=2Cd,\x01host=server.example.com\x01port=143\x01auth=Bearer ${token}\x01\x01`,
    ],
    [
      { username: '', token },
      `n,,\x01host=server.example.com\x01port=143\x01auth=Bearer ${token}\x01\x01`,
    ],
  ])('of %j says what RFC 7628, 4, prints', (credentials, expected) => {
    expect(String(oauthBearer.start(credentials, context).initial)).toBe(expected);
  });

  it.each([
    [
      '{"status":"invalid_token","scope":"example_scope"}',
      'invalid_token, it needs the scope example_scope',
    ],
    ['{"status":"invalid_token"}', 'invalid_token'],
    ['{}', 'the token was refused'],
    ['null', 'the token was refused'],
    ['no JSON', 'the token was refused'],
  ])('acknowledges %s', async (challenge, reason) => {
    const conversation = oauthBearer.start({ username: 'a', token }, context);
    expect(String(await conversation.answer(Buffer.from(challenge)))).toBe('\x01');
    expect(conversation.reason).toBe(reason);
    expect(() => conversation.answer(Buffer.from('{}'))).toThrow('more than a token');
    expect(() => conversation.finish(null)).toThrow('had refused it');
  });
});

describe('XOAUTH2', () => {
  it('has a form of its own, and an empty acknowledgement', async () => {
    const conversation = xoauth2.start({ username: 'user@example.com', token }, context);
    expect(String(conversation.initial)).toBe(
      `user=user@example.com\x01auth=Bearer ${token}\x01\x01`,
    );
    expect(String(await conversation.answer(Buffer.from('{"status":"401"}')))).toBe('');
    expect(conversation.reason).toBe('401');
  });

  it('refuses a name that would end early', () => {
    expect(() => xoauth2.start({ username: 'a\x01b', token }, context)).toThrow(
      'control character',
    );
  });
});

it.each(['', 'a b', 'a\x01auth=Bearer x', 'ü', 'a\n', undefined])(
  'no token is sent like %j',
  (odd) => {
    for (const mechanism of [oauthBearer, xoauth2]) {
      const start = () =>
        mechanism.start({ username: 'a', ...(odd === undefined ? {} : { token: odd }) }, context);
      expect(start).toThrow('The token is empty or has characters that no token has.');
    }
  },
);
