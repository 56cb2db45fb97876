import { expect, it } from 'vitest';
import { type Circumstances, chooseMechanism } from './choose.ts';
import type { Credentials } from './mechanism.ts';

const all =
  'GSSAPI LOGIN PLAIN CRAM-MD5 DIGEST-MD5 SCRAM-SHA-1 SCRAM-SHA-256 SCRAM-SHA-512 SCRAM-SHA-1-PLUS SCRAM-SHA-256-PLUS SCRAM-SHA-512-PLUS XOAUTH2 OAUTHBEARER EXTERNAL';
const without = (...names: string[]) =>
  all
    .split(' ')
    .filter((name) => !names.some((part) => name.includes(part)))
    .join(' ');
const tls: Omit<Circumstances, 'offered'> = {
  mayShowPassword: true,
  certificate: false,
  bindable: true,
};
const clear = { ...tls, mayShowPassword: false, bindable: false };
const password = { username: 'a', password: 'b' };
const token = { username: 'a', token: 'c' };

it.each<[string, Credentials, string, Omit<Circumstances, 'offered'>, string]>([
  [
    'a certificate first',
    { ...password, token: 'c' },
    all,
    { ...tls, certificate: true },
    'EXTERNAL',
  ],
  ['then a token', { ...password, token: 'c' }, all, tls, 'OAUTHBEARER'],
  ['or the older form of it', token, without('OAUTHBEARER'), tls, 'XOAUTH2'],
  ['then SCRAM that is bound', password, all, tls, 'SCRAM-SHA-512-PLUS'],
  ['by the longer hash', password, without('512'), tls, 'SCRAM-SHA-256-PLUS'],
  ['and the shorter one', password, without('512', '256'), tls, 'SCRAM-SHA-1-PLUS'],
  ['then SCRAM', password, without('PLUS'), tls, 'SCRAM-SHA-512'],
  ['without TLS too', password, all, clear, 'SCRAM-SHA-512'],
  ['then PLAIN', password, without('SCRAM'), tls, 'PLAIN'],
  ['then LOGIN', password, without('SCRAM', 'PLAIN'), tls, 'LOGIN'],
  ['what is named', { ...password, mechanism: 'plain' }, all, tls, 'PLAIN'],
  ['CRAM-MD5 when it is named', { ...password, mechanism: 'CRAM-MD5' }, all, tls, 'CRAM-MD5'],
  ['DIGEST-MD5 when it is named', { ...password, mechanism: 'Digest-MD5' }, all, tls, 'DIGEST-MD5'],
])('chooses %s', (_, credentials, offered, on, expected) => {
  expect(chooseMechanism(credentials, { ...on, offered: offered.split(' ') }).name).toBe(expected);
});

it.each<[string, Credentials, string, Omit<Circumstances, 'offered'>, string, string]>([
  ['PLAIN in the clear', password, 'PLAIN LOGIN', clear, 'insecure', 'no TLS'],
  ['a token in the clear', token, all, clear, 'insecure', 'no TLS'],
  [
    'CRAM-MD5 in the clear',
    { ...password, mechanism: 'CRAM-MD5' },
    all,
    clear,
    'insecure',
    'no TLS',
  ],
  [
    'CRAM-MD5 unless it is named',
    password,
    'CRAM-MD5 DIGEST-MD5 GSSAPI',
    tls,
    'auth',
    'offers: CRAM-MD5, DIGEST-MD5, GSSAPI.',
  ],
  [
    'the bait of MD5 before TLS',
    password,
    'CRAM-MD5 DIGEST-MD5',
    clear,
    'auth',
    'offers no way to log in',
  ],
  [
    'what is not offered',
    { ...password, mechanism: 'PLAIN' },
    'LOGIN',
    tls,
    'auth',
    'offers no PLAIN; it offers: LOGIN.',
  ],
  [
    'what nobody knows',
    { ...password, mechanism: 'NTLM' },
    all,
    tls,
    'auth',
    'NTLM is not known here',
  ],
  ['a token for a password', token, 'PLAIN', tls, 'auth', 'OAUTHBEARER, XOAUTH2'],
  [
    'nothing at all',
    { username: 'a' },
    all,
    tls,
    'auth',
    'neither password, token nor certificate',
  ],
  [
    'anything where nothing is offered',
    password,
    '',
    clear,
    'auth',
    'Many servers offer more after STARTTLS.',
  ],
])('never chooses %s', (_, credentials, offered, on, code, message) => {
  const offers = offered.split(' ').filter((name) => name !== '');
  const choose = () => chooseMechanism(credentials, { ...on, offered: offers });
  expect(choose).toThrow(
    expect.objectContaining({ code, message: expect.stringContaining(message) }),
  );
});
