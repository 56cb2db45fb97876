import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type EditorBench, startBench } from '../../test/editor-bench.ts';
import type { Page } from '../../test/page.ts';

setFlagsFromString('--expose-gc');
const collect: () => void = runInNewContext('gc');

/** Bytes in use, of the test's own side too. */
function measure(): number {
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

const MIB = 1024 * 1024;
let bench: EditorBench;
beforeEach(async () => {
  bench = await startBench({ logLevel: 'silent' });
});
afterEach(() => bench.stop());

it('keeps nothing of 200 logins in a row but the last', async () => {
  let cookie = await bench.login();
  const before = measure();
  for (let count = 0; count < 200; count += 1) {
    cookie = await bench.login({ Cookie: cookie });
  }
  expect((await bench.get('/api/session', { Cookie: cookie })).status).toBe(200);
  expect((measure() - before) / MIB).toBeLessThan(10);
});

it('holds 1,000 sessions, each with a page and a connection to the mail server', async () => {
  const first = await bench.open(await bench.login());
  const before = measure();
  const pages: Page[] = [];
  // No more at a time than one account may try at an address.
  const openMany = async () => {
    for (let count = 0; count < 250; count += 1) pages.push(await bench.open(await bench.login()));
  };
  await Promise.all([openMany(), openMany(), openMany(), openMany()]);
  expect((measure() - before) / MIB).toBeLessThan(100);
  expect((await first.call('list', {})).scripts).toEqual([]);
  expect((await pages.at(-1)?.call('list', {}))?.scripts).toEqual([]);
}, 60_000);
