import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { recordTerminal } from '../test/recorded-terminal.ts';
import { type RemoteServer, startRemote } from '../test/remote-server.ts';
import { run } from './program.ts';
import { runQuickList } from './quick-list.ts';

let remote: RemoteServer;
beforeAll(async () => {
  remote = await startRemote();
  await remote.file('password', 'secret\n');
  await remote.file('.netrc', 'machine elsewhere login bob password x\n');
  await remote.remote(['put', remote.url, await remote.file('main.sieve', 'keep;\n')]);
});
afterAll(() => remote.stop());

/** URL, CA and what begins with `./` as they are in this run. */
function place(words: string): string[] {
  return words.split(' ').map((word) => {
    if (word === 'URL') return remote.url;
    if (word === 'CA') return remote.ca;
    return word.startsWith('./') ? join(remote.folder, word) : word;
  });
}

it.each([
  ['remote ls URL --ca CA --password-file ./password', 0],
  ['remote ls URL --json --ca CA --password-file ./password', 0],
  ['remote ls URL --ca CA --password-file ./nowhere --password-file ./password --json', 0],
  ['remote ls URL --ca CA --password-command pwd', 2],
  ['remote ls URL --ca CA --password-fd 9999', 2],
  ['remote ls URL --ca CA --token-file ./password', 2],
  ['remote ls URL --ca CA --netrc ./.netrc', 2],
  ['remote ls URL --ca CA --password-file ./password --servername elsewhere', 2],
  ['remote ls URL --pin 00 --password-file ./password', 2],
  ['remote ls work --config ./nowhere', 2],
  ['remote ls URL', 2],
])(
  '%j ends with status %i, with and without the library that reads command lines',
  async (line, status) => {
    const quick = recordTerminal({ env: { HOME: remote.folder } });
    const slow = recordTerminal({ env: { HOME: remote.folder } });
    expect(await runQuickList(place(line), quick)).toBe(status);
    expect(await run(place(line), slow)).toBe(status);
    expect([quick.output(), quick.errors()]).toEqual([slow.output(), slow.errors()]);
  },
);

it.each([
  'remote',
  'remote ls',
  'remote ls --json URL',
  'remote ls URL --help',
  'remote ls URL more',
  'remote ls URL --ca',
  'remote ls URL --ca --json',
  'remote ls URL --ca=CA',
  'remote ls URL --tls none',
  'remote ls URL --nonsense x',
  'remote ls URL toString x',
  'remote get URL main',
  'check a.sieve',
])('%j is left to that library', async (line) => {
  expect(await runQuickList(place(line), recordTerminal())).toBeNull();
});
