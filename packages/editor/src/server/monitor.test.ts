import { afterEach, beforeEach, expect, it } from 'vitest';
import { account, type EditorBench, startBench } from '../../test/editor-bench.ts';

const monitor = 'http://127.0.0.1:19381';
let bench: EditorBench;
beforeEach(async () => {
  bench = await startBench({ monitor: '127.0.0.1:19381' });
});
afterEach(() => bench.stop());

it('says that all is well', async () => {
  const response = await fetch(`${monitor}/healthz`);
  expect([response.status, await response.json()]).toEqual([200, { status: 'ok' }]);
});

it('counts logins, sessions, pages and requests, and names nobody', async () => {
  await bench.post('/api/login', { ...account, password: 'wrong' });
  const page = await bench.open(await bench.login());
  await page.call('list', {});
  await page.fail('open', { name: 'gone' });
  const text = await (await fetch(`${monitor}/metrics`)).text();
  expect(text).toContain('sievekit_editor_logins_total{outcome="ok"} 1');
  expect(text).toContain('sievekit_editor_logins_total{outcome="login-refused"} 1');
  expect(text).toContain('sievekit_editor_sessions 1');
  expect(text).toContain('sievekit_editor_websockets 1');
  expect(text).toContain('sievekit_editor_request_seconds_count{method="list",outcome="ok"} 1');
  expect(text).toContain('method="open",outcome="not-found"');
  expect(text).not.toContain(account.username);
});

it('answers nothing else, and is not there for the public', async () => {
  expect((await fetch(`${monitor}/`)).status).toBe(404);
  expect((await fetch(`${monitor}/metrics`, { method: 'POST' })).status).toBe(404);
  expect((await bench.get('/metrics')).status).toBe(404);
  expect((await bench.get('/healthz')).status).toBe(404);
});
