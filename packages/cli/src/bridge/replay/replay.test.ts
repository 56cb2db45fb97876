import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { recordTerminal } from '../../../test/recorded-terminal.ts';
import { run } from '../../program.ts';

let folder: string;
let server: Server;
let url: string;
let taken: string[];
let status: number;
beforeEach(async () => {
  folder = await mkdtemp('/tmp/sk-replay-');
  for (const [name, count] of [
    ['Junk', 5],
    ['INBOX', 3],
  ] as const) {
    for (const part of ['cur', 'new']) await mkdir(join(folder, name, part), { recursive: true });
    for (let at = 0; at < count; at += 1)
      await writeFile(join(folder, name, 'cur', `170000000${at}.${name}:2,S`), `${name} ${at}`);
  }
  [taken, status] = [[], 200];
  server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    response.statusCode = status;
    taken.push(`${request.url?.slice(6)} ${request.headers['deliver-to']} ${body}`);
    response.end('{}');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
});
afterEach(async () => {
  server.close();
  await rm(folder, { recursive: true });
});

async function replay(...args: string[]): Promise<[number, string, string]> {
  const terminal = recordTerminal();
  const code = await run(['bridge', 'replay', ...args], terminal);
  return [code, terminal.output(), terminal.errors()];
}
const folders = () => ['--spam', join(folder, 'Junk'), '--ham', join(folder, 'INBOX')];
const whole = () => [...folders(), '--user', 'alice', '--rspamd', url, '--rate', '1000'];

describe('sievekit bridge replay', () => {
  it('learns the newest, as many of each class', async () => {
    expect(await replay(...whole())).toEqual([0, 'spam: 3 of 5\nham: 3 of 3\n6 learned\n', '']);
    expect(taken.toSorted()).toEqual([
      ...['ham alice INBOX 0', 'ham alice INBOX 1', 'ham alice INBOX 2'],
      ...['spam alice Junk 2', 'spam alice Junk 3', 'spam alice Junk 4'],
    ]);
  });

  it('only counts in a dry run', async () => {
    const args = [...folders(), '--dry-run', '--ratio', '0', '--limit', '4'];
    expect(await replay(...args)).toEqual([0, 'spam: 4 of 5\nham: 3 of 3\n', '']);
    expect(taken).toEqual([]);
  });

  it('says why one class alone is not taken, unless all is', async () => {
    const args = [...whole().slice(0, 2), ...whole().slice(4)];
    expect(await replay(...args)).toEqual([
      0,
      'spam: 0 of 5\nham: 0 of 0\nnothing done\n',
      'There is no ham to balance the spam: give --ham FOLDER too, or --ratio 0 for all.\n',
    ]);
    expect(await replay(...args, '--ratio', '0')).toEqual([
      0,
      'spam: 5 of 5\nham: 0 of 0\n5 learned\n',
      '',
    ]);
  });

  it('leaves out what an earlier run has done', async () => {
    const args = [...whole(), '--resume', join(folder, 'journal')];
    expect((await replay(...args, '--limit', '1'))[1]).toBe(
      'spam: 1 of 5\nham: 1 of 3\n2 learned\n',
    );
    expect((await replay(...args))[1]).toBe('spam: 2 of 5\nham: 2 of 3\n4 learned\n');
    expect((await replay(...args))[1]).toBe('spam: 0 of 5\nham: 0 of 3\nnothing done\n');
    expect(new Set(taken).size).toBe(6);
    expect(taken).toHaveLength(6);
  });

  it('stops where the controller refuses the password', async () => {
    status = 401;
    const [code, , errors] = await replay(...whole());
    expect(code).toBe(2);
    expect(errors).toMatch(/the controller refuses/);
    expect(taken.length).toBeLessThanOrEqual(4);
  });

  it.each([
    [() => [], /Which folders/],
    [() => ['--spam', '/x', '--ham', '/x'], /both: spam and ham/],
    [() => ['--spam', folder], /is no folder in Maildir/],
    [() => folders(), /Where is rspamd/],
    [() => [...folders(), '--rspamd', url], /Whose mail is it/],
    [() => [...whole(), '--rate', '0'], /--rate is a whole number from 1 to 10000/],
    [() => [...whole(), '--imap', 'mail.example.org'], /--imap is an address without a password/],
    [() => [...whole(), '--imap', 'imaps://alice@127.0.0.1'], /needs --imap-password-file/],
  ])('says what is wrong (%#)', async (args, message) => {
    const [code, , errors] = await replay(...args());
    expect(errors).toMatch(message);
    expect(code).toBe(2);
  });
});
