import { ManageSieveError } from '@sievekit/managesieve';
import { describe, expect, it } from 'vitest';
import { FailureError } from './failure-error.ts';
import { toFailure } from './to-failure.ts';

const no = (name?: string) =>
  new ManageSieveError('no', 'NO', {
    responseCode: name === undefined ? undefined : { name, args: [] },
    text: 'so it is',
  });

const refused = (name: string) =>
  new ManageSieveError('auth', 'NO', { responseCode: { name, args: [] } });

describe('toFailure', () => {
  it.each([
    ['NONEXISTENT', no('NONEXISTENT'), 'not-found'],
    ['a code in lower case', no('alreadyexists'), 'already-exists'],
    ['ACTIVE', no('ACTIVE'), 'script-active'],
    ['QUOTA/MAXSIZE', no('QUOTA/MAXSIZE'), 'quota'],
    ['QUOTA', no('QUOTA'), 'quota'],
    ['TRYLATER', no('TRYLATER'), 'server-refused'],
    ['no code', no(), 'server-refused'],
    ['a wrong password', new ManageSieveError('auth', 'NO'), 'login-refused'],
    ['a login that a busy server puts off', refused('TRYLATER'), 'server-unreachable'],
    ['a login that needs TLS', refused('ENCRYPT-NEEDED'), 'server-insecure'],
    ['a wrong certificate', new ManageSieveError('tls', 'x'), 'server-insecure'],
    ['no TLS', new ManageSieveError('insecure', 'x'), 'server-insecure'],
    ['a refused connection', new ManageSieveError('connect', 'x'), 'server-unreachable'],
    ['BYE', new ManageSieveError('bye', 'x'), 'server-unreachable'],
    ['a slow server', new ManageSieveError('timeout', 'x'), 'timeout'],
    [
      'our own clock',
      AbortSignal.timeout(0).reason ?? new DOMException('', 'TimeoutError'),
      'timeout',
    ],
    ['a session over', new DOMException('', 'AbortError'), 'no-session'],
    ['what a handler says', new FailureError('conflict', 'Changed.'), 'conflict'],
    ['a mistake of ours', new TypeError('x is not a function'), 'internal'],
  ])('%s', (_, error, code) => {
    expect(toFailure(error).code).toBe(code);
  });

  it('shows the words of the mail server, and none of a mistake of ours', () => {
    expect(toFailure(no()).message).toBe('The mail server refused: so it is');
    expect(toFailure(new Error('secret at line 3')).message).not.toContain('secret');
  });
});
