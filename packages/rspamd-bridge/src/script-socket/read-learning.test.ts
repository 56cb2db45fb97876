import { describe, expect, it } from 'vitest';
import { messageOf } from '../error.ts';
import { defaultLimits } from '../limits.ts';
import { readLearning } from './read-learning.ts';

const good = ['v=1', 'verdict=spam', 'cause=copy', 'to=Junk', 'from=INBOX'];

function read(args: readonly string[], user: string | null = 'alice'): unknown {
  const environment = new Map(user === null ? [] : [['USER', user]]);
  try {
    return readLearning({ environment, args, reply: true }, defaultLimits);
  } catch (error) {
    return messageOf(error);
  }
}

describe('readLearning', () => {
  it('reads what our script sends', () => {
    expect(read(good)).toEqual({
      user: 'alice',
      verdict: 'spam',
      cause: 'copy',
      to: 'Junk',
      from: 'INBOX',
    });
  });

  it('keeps what stands in a mailbox name', () => {
    expect(read(['v=1', 'verdict=ham', 'cause=append', 'to=a=b\n"c"', 'from='])).toMatchObject({
      to: 'a=b\n"c"',
      from: '',
    });
  });

  it.each([
    [['spam'], 'argument "spam" is not one of v=, verdict=, cause=, to=, from='],
    [[''], 'argument "" is not one of v=, verdict=, cause=, to=, from='],
    [[...good, 'user=bob'], 'argument "user=bob" is not one of v=, verdict=, cause=, to=, from='],
    [[...good, 'to=Trash'], 'argument to= stands there twice'],
    [good.slice(0, 3), 'missing argument to=, from='],
    [['v=2', ...good.slice(1)], 'arguments of version "2"; this bridge speaks version 1'],
    [['v=1', 'verdict=maybe', ...good.slice(2)], 'verdict="maybe" is not one of spam, ham'],
    [
      ['v=1', 'verdict=spam', 'cause=COPY', ...good.slice(3)],
      'cause="COPY" is not one of copy, append, flag',
    ],
  ])('refuses %j', (args, message) => {
    expect(read(args)).toBe(message);
  });

  it.each([
    [null, 'env_USER is missing, so nobody is there to learn for'],
    ['', 'env_USER is missing, so nobody is there to learn for'],
    ['a\r\nPassword: x', 'env_USER "a\\r\\nPassword: x" holds a control character'],
    [' alice', 'env_USER " alice" begins or ends with a space'],
    ['x'.repeat(513), 'env_USER is longer than 512 bytes'],
  ])('refuses the user %j', (user, message) => {
    expect(read(good, user)).toBe(message);
  });
});
