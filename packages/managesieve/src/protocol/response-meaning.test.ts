import { expect, it } from 'vitest';
import { readResponseMeaning } from './response-meaning.ts';

it.each<[string, string[], unknown]>([
  ['AUTH-TOO-WEAK', [], { kind: 'auth-too-weak' }],
  ['ENCRYPT-NEEDED', [], { kind: 'encrypt-needed' }],
  ['TRANSITION-NEEDED', [], { kind: 'transition-needed' }],
  ['TRYLATER', [], { kind: 'try-later' }],
  ['ACTIVE', [], { kind: 'active' }],
  ['NONEXISTENT', [], { kind: 'nonexistent' }],
  ['ALREADYEXISTS', [], { kind: 'already-exists' }],
  ['WARNINGS', [], { kind: 'warnings' }],
  ['ACTIVE/MORE', [], { kind: 'active' }],
  ['QUOTA', [], { kind: 'quota', of: null }],
  ['QUOTA/MAXSCRIPTS', [], { kind: 'quota', of: 'scripts' }],
  ['QUOTA/MAXSIZE', [], { kind: 'quota', of: 'size' }],
  ['QUOTA/MAXSTORAGE', [], { kind: 'quota', of: 'storage' }],
  ['QUOTA/MAXSIZE/MORE', [], { kind: 'quota', of: 'size' }],
  ['QUOTA/NEW', [], { kind: 'quota', of: null }],
  ['TAG', ['t'], { kind: 'tag', tag: 't' }],
  ['TAG', [], { kind: 'tag', tag: null }],
  ['SASL', ['dj14'], { kind: 'sasl', data: Buffer.from('v=x') }],
  ['SASL', [], { kind: 'sasl', data: null }],
  ['REFERRAL', ['sieve://a.b:1'], { kind: 'referral', url: { host: 'a.b', port: 1 } }],
  ['REFERRAL', ['http://a.b'], { kind: 'referral', url: null }],
  ['REFERRAL', ['sieve://x:pw@a.b'], { kind: 'referral', url: null }],
  ['REFERRAL', [], { kind: 'referral', url: null }],
  ['X-NEW', ['a'], null],
  ['CONSTRUCTOR', [], null],
  ['', [], null],
])('%s %j', (name, args, expected) => {
  expect(readResponseMeaning({ name, args })).toEqual(expected);
});

it('nothing means nothing', () => {
  expect(readResponseMeaning(undefined)).toBeNull();
});
