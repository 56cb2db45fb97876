import { expect, it } from 'vitest';
import { serverLimits } from '../../limits.ts';
import { createMemoryStore } from '../store/memory-store.ts';
import { authenticate } from './authenticate.ts';
import { listCapabilities } from './capability.ts';
import type { Context } from './command.ts';

/** A client that comes over the network and has no TLS. */
function createContext(asked: string[]): Context {
  return {
    setting: {
      store: createMemoryStore(),
      users: {
        async verify(username) {
          asked.push(username);
          return true;
        },
      },
      check: () => ({ errors: [], warnings: [] }),
      capabilities: [],
      implementation: 'test',
      limits: serverLimits,
      secureContext: null,
      endPoint: null,
    },
    user: null,
    encrypted: false,
    confidential: false,
    ask: async () => null,
    bind: () => null,
    logIn: (user) => asked.push(user),
    logOut: () => {},
  };
}

it('takes no password where others can listen, not even the right one', async () => {
  const asked: string[] = [];
  const initial = Buffer.from('\0alice\0pw').toString('base64');
  expect(await authenticate.run(createContext(asked), ['PLAIN', initial])).toMatchObject({
    response: { status: 'NO', code: 'ENCRYPT-NEEDED' },
    bad: true,
  });
  expect(asked).toEqual([]);
});

it('offers no mechanism there', () => {
  const lines = listCapabilities(createContext([])).map((line) => Buffer.from(line).toString());
  expect(lines).toContain('"SASL" ""\r\n');
});
