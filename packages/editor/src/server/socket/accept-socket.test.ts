import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { account, type EditorBench, startBench } from '../../../test/editor-bench.ts';
import { openPage } from '../../../test/page.ts';
import {
  MAX_MESSAGE_BYTES,
  MAX_REQUESTS_IN_FLIGHT,
  MAX_SCRIPT_BYTES,
  MAX_SOCKETS_PER_SESSION,
} from '../../limits.ts';
import { closeCode } from '../../shared/message.ts';

let bench: EditorBench;
let cookie: string;
beforeEach(async () => {
  bench = await startBench();
  cookie = await bench.login();
});
afterEach(() => bench.stop());

describe('opening a WebSocket', () => {
  it.each([
    ['another site (hijacking)', { Origin: 'https://evil.example' }, 403],
    ['another port', { Origin: 'http://127.0.0.1:1' }, 403],
    ['no cookie', { Cookie: '' }, 401],
    ['a cookie that was made up', { Cookie: `sievekit-0=${'A'.repeat(43)}` }, 401],
  ])('refuses %s', async (_, headers, status) => {
    await expect(bench.open(cookie, headers)).rejects.toThrow(`${status}`);
  });

  it('refuses a program that names no origin', async () => {
    const url = `ws://127.0.0.1:${bench.editor.port}/ws`;
    await expect(openPage(url, { Cookie: cookie })).rejects.toThrow('403');
  });

  it('is possible at one path alone', async () => {
    const url = `ws://127.0.0.1:${bench.editor.port}/other`;
    const open = openPage(url, { Cookie: cookie, Origin: bench.origin });
    await expect(open).rejects.toThrow('404');
  });

  it('refuses one more than MAX_SOCKETS_PER_SESSION, until one closes', async () => {
    const pages = await Promise.all(
      Array.from({ length: MAX_SOCKETS_PER_SESSION }, () => bench.open(cookie)),
    );
    await expect(bench.open(cookie)).rejects.toThrow('429');
    pages[0]?.close();
    await pages[0]?.closed;
    const page = await bench.open(cookie);
    expect((await page.call('list', {})).scripts).toEqual([]);
  });
});

describe('a message', () => {
  it.each([
    ['no JSON', 'hello'],
    ['a list', '[]'],
    ['an unknown method', '{"id":1,"method":"shutdown","params":{}}'],
    ['no id', '{"method":"list","params":{}}'],
    ['bytes', Buffer.from('{"id":1,"method":"list","params":{}}')],
  ])('closes the connection when it is %s', async (_, message) => {
    const page = await bench.open(cookie);
    page.send(message);
    expect(await page.closed).toBe(closeCode.invalid);
  });

  it('closes the connection when it is above MAX_MESSAGE_BYTES', async () => {
    const page = await bench.open(cookie);
    page.send('x'.repeat(MAX_MESSAGE_BYTES + 1));
    expect(await page.closed).toBe(1009);
    expect((await bench.get('/api/session', { Cookie: cookie })).status).toBe(200);
  });

  it.each([
    ['open', { name: '' }],
    ['open', { name: 'x"\r\nDELETESCRIPT "victim' }],
    ['open', { name: 'main', host: 'evil.example' }],
    ['save', { name: 'main', text: 'keep;', revision: 'newest' }],
    ['save', { name: 'main', text: 7, revision: null }],
    ['activate', {}],
    ['list', null],
  ] as const)('is refused with params of the wrong form: %s %j', async (method, params) => {
    const page = await bench.open(cookie);
    expect(await page.fail(method, params)).toMatchObject({ code: 'invalid-request' });
    expect((await page.call('list', {})).scripts).toEqual([]);
  });

  it('is refused while MAX_REQUESTS_IN_FLIGHT are under way', async () => {
    const page = await bench.open(cookie);
    const calls = Array.from({ length: MAX_REQUESTS_IN_FLIGHT }, () => page.call('list', {}));
    expect(await page.fail('list', {})).toMatchObject({ code: 'busy' });
    await Promise.all(calls);
    expect(await page.call('list', {})).toMatchObject({ scripts: [] });
  });

  it('may hold the largest script', async () => {
    const page = await bench.open(cookie);
    const text = `#${'\u0001'.repeat(MAX_SCRIPT_BYTES - 2)}\n`;
    await page.call('save', { name: 'big', text, revision: null });
    expect((await page.call('open', { name: 'big' })).text).toBe(text);
  });
});

describe('the mail server’s connection', () => {
  it('is opened again, unseen, when it was closed while nobody used it', async () => {
    const page = await bench.open(cookie);
    await page.call('save', { name: 'main', text: 'keep;\n', revision: null });
    await bench.restartMailServer();
    expect((await page.call('list', {})).scripts).toEqual([{ name: 'main', active: false }]);
  });

  it('is named when it cannot be had, and comes back by itself', async () => {
    const page = await bench.open(cookie);
    await bench.stopMailServer();
    expect(await page.fail('list', {})).toMatchObject({ code: 'server-unreachable' });
    await bench.restartMailServer();
    expect((await page.call('list', {})).scripts).toEqual([]);
  });

  it('ends the session when the password is no longer the right one', async () => {
    const page = await bench.open(cookie);
    bench.changePassword('new one');
    await bench.restartMailServer();
    page.send(JSON.stringify({ id: 1, method: 'list', params: {} }));
    expect(await page.closed).toBe(closeCode.sessionOver);
    expect((await bench.get('/api/session', { Cookie: cookie })).status).toBe(204);
  });
});

describe('a session that is over', () => {
  it('closes its pages by itself and answers nothing more', async () => {
    const brief = await startBench({ session: { idleMinutes: 0.005 } });
    const page = await brief.open(await brief.login());
    expect(await page.closed).toBe(closeCode.sessionOver);
    await brief.stop();
  });
});

it('shows nothing of a script in the log', async () => {
  const page = await bench.open(cookie);
  await page.fail('save', { name: 'main', text: 'wrong private words', revision: null });
  await page.fail('save', { name: 'main', text: ['private words'], revision: null });
  page.send('private words');
  await page.closed;
  expect(bench.log()).not.toContain('private words');
  expect(bench.log()).not.toContain(account.password);
});
