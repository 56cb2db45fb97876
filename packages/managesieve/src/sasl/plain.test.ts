import { describe, expect, it } from 'vitest';
import { loginContext } from '../../test/login-context.ts';
import { decodePlain, plain } from './plain.ts';

describe('plain', () => {
  it.each([
    [{ username: 'alice', password: 'pw' }, '\0alice\0pw'],
    [{ username: 'admin', password: 'pü', authzid: 'bob' }, 'bob\0admin\0pü'],
  ])('says %j', (credentials, message) => {
    const { initial } = plain.start(credentials, loginContext);
    expect(Buffer.from(initial ?? []).toString()).toBe(message);
  });

  it.each([
    [{ username: 'a\0b', password: 'secret' }, 'The username has a NUL'],
    [{ username: 'a', password: 'secret\0' }, 'The password has a NUL'],
    [{ username: 'a', password: 'secret', authzid: '\0' }, 'The authzid has a NUL'],
    [{ username: '', password: 'secret' }, 'The username is empty'],
  ])('refuses %j without telling the password', (credentials, message) => {
    expect(() => plain.start(credentials, loginContext)).toThrow(message);
    expect(() => plain.start(credentials, loginContext)).not.toThrow('secret');
  });

  it('has no answer to a challenge', () => {
    const conversation = plain.start({ username: 'a', password: 'secret' }, loginContext);
    expect(() => conversation.answer(Buffer.from('more?'))).toThrow('more than it has to say');
  });
});

describe('decodePlain', () => {
  it.each([
    ['\0alice\0pw', { authzid: '', username: 'alice', password: 'pw' }],
    ['bob\0admin\0\ufeffpü', { authzid: 'bob', username: 'admin', password: '\ufeffpü' }],
    ['alice\0pw', null],
    ['\0alice\0p\0w', null],
    ['\0\0pw', null],
    ['\0alice\0', null],
    ['', null],
  ])('reads %j', (message, expected) => {
    expect(decodePlain(Buffer.from(message))).toEqual(expected);
  });

  it('refuses what is not UTF-8', () => {
    expect(decodePlain(Buffer.from('\0alice\0p\xff', 'latin1'))).toBeNull();
  });
});
