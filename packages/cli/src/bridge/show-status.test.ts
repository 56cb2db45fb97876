import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { type Bridge, type BridgeLogger, startBridge } from '@sievekit/rspamd-bridge';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { recordTerminal } from '../../test/recorded-terminal.ts';
import { run } from '../program.ts';

const ignore = (): void => {};
const logger = { info: ignore, warn: ignore, error: ignore } as unknown as BridgeLogger;

let folder: string;
let bridge: Bridge;
beforeEach(async () => {
  folder = await mkdtemp('/tmp/sk-status-');
  const rspamd = new URL('http://127.0.0.1:1');
  const [socket, spool] = [join(folder, 's'), join(folder, 'spool')];
  bridge = await startBridge({ socket, spool, rspamd, http: '127.0.0.1:0' }, { logger });
});
afterEach(async () => {
  await bridge.close();
  await rm(folder, { recursive: true });
});

async function status(...args: string[]): Promise<[number, string]> {
  const terminal = recordTerminal();
  const code = await run(['bridge', 'status', ...args], terminal);
  return [code, terminal.output() + terminal.errors()];
}

describe('sievekit bridge status', () => {
  it('says how the daemon is', async () => {
    expect(await status('--http', `127.0.0.1:${bridge.httpPort}`)).toEqual([
      0,
      [
        'controller    rspamd takes what is sent',
        'waiting       0 (0 under way, 0 bytes)',
        'dead letters  0',
        'learned       0 spam, 0 ham since the start',
        'not learned   0 known already, 0 skipped (0 too short), 0 cancelled, 0 repeated',
        'Bayes in all  rspamd does not say',
        '',
      ].join('\n'),
    ]);
  });

  it('finds the address in the configuration, and writes JSON for programs', async () => {
    const config = join(folder, 'sievekit.yaml');
    await writeFile(config, `bridge:\n  http: 127.0.0.1:${bridge.httpPort}\n`);
    const [code, text] = await status('--json', '--config', config);
    expect([code, JSON.parse(text)]).toMatchObject([0, { state: 'open', waiting: 0 }]);
  });

  it.each([
    [{ spam: 3, ham: 0 }, 'judges nothing before 197 more spam and 200 more ham (min_learns 200)'],
    [{ spam: 300, ham: 158 }, 'judges nothing before 42 more ham (min_learns 200)'],
    [{ spam: 3000, ham: 200 }, 'out of balance: much more spam than ham'],
  ])('says how far Bayes is with %j', async (rspamd, says) => {
    const answer = {
      ...(await (await fetch(`http://127.0.0.1:${bridge.httpPort}/status`)).json()),
      rspamd,
    };
    const server = createServer((_, response) => response.end(JSON.stringify(answer)));
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const { port } = server.address() as AddressInfo;
    expect((await status('--http', `127.0.0.1:${port}`))[1]).toContain(says);
    server.close();
  });

  it('asks again and again, until nobody answers', async () => {
    const terminal = recordTerminal({ screen: true });
    const args = ['bridge', 'status', '--watch', '--http', `127.0.0.1:${bridge.httpPort}`];
    const watching = run(args, terminal);
    await vi.waitFor(() => expect(terminal.output().split('controller ')).toHaveLength(3), {
      timeout: 5000,
    });
    await bridge.close();
    expect(await watching).toBe(2);
    expect(terminal.output().startsWith('\u001b[H\u001b[2Jcontroller')).toBe(true);
    expect(terminal.errors()).toMatch(/No bridge answers/);
  });

  it.each([
    [[], /give --http HOST:PORT, or --config FILE/],
    [['--http', '127.0.0.1:1'], /No bridge answers on http:\/\/127\.0\.0\.1:1\/status: .*/],
  ])('says what is wrong with %j', async (args, message) => {
    const [code, text] = await status(...args);
    expect(code).toBe(2);
    expect(text).toMatch(message);
  });
});
