import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { account, type EditorBench, startBench } from '../../../test/editor-bench.ts';
import type { EditorConfig } from '../config.ts';

let folder: string;
let config: Partial<EditorConfig>;
const benches: EditorBench[] = [];

async function start(): Promise<EditorBench> {
  const bench = await startBench(config);
  benches.push(bench);
  return bench;
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sk-gate-'));
  const secretFile = join(folder, 'secret');
  await writeFile(secretFile, `${'s'.repeat(40)}\n`);
  config = { publicUrl: 'https://sieve.example.org', session: { store: 'cookie', secretFile } };
});
afterEach(async () => {
  for (const bench of benches.splice(0)) await bench.stop();
  await rm(folder, { recursive: true });
});

const cookieOf = (response: Response) => (response.headers.get('set-cookie') ?? '').split(';')[0];

describe('a session in the cookie', () => {
  it('goes on in another process, which logs in by itself', async () => {
    const [one, other] = [await start(), await start()];
    const cookie = await one.login();
    const session = await other.get('/api/session', { Cookie: cookie });
    expect(await session.json()).toMatchObject({ user: account.username });
    const page = await other.open(cookie);
    expect((await page.call('list', {})).scripts).toEqual([]);
    expect(other.log().match(/went on with a session/g)).toHaveLength(1);
    expect(other.log() + one.log()).not.toContain(account.password);
  });

  it('is renewed whenever the page asks for it', async () => {
    const bench = await start();
    const cookie = await bench.login();
    const response = await bench.get('/api/session', { Cookie: cookie });
    expect(cookieOf(response)).toMatch(/^__Host-sievekit=/);
    expect(cookieOf(response)).not.toBe(cookie);
  });

  it('is over where somebody logged out', async () => {
    const bench = await start();
    const cookie = await bench.login();
    expect((await bench.post('/api/logout', {}, { Cookie: cookie })).status).toBe(204);
    expect((await bench.get('/api/session', { Cookie: cookie })).status).toBe(204);
    await expect(bench.open(cookie)).rejects.toThrow('401');
  });

  it('opens nothing once the password is another', async () => {
    const [one, other] = [await start(), await start()];
    const cookie = await one.login();
    other.changePassword('new one');
    expect((await other.get('/api/session', { Cookie: cookie })).status).toBe(204);
  });

  it('says that the mail server is away, rather than that nobody is logged in', async () => {
    const [one, other] = [await start(), await start()];
    const cookie = await one.login();
    await other.stopMailServer();
    expect((await other.get('/api/session', { Cookie: cookie })).status).toBe(502);
    await expect(other.open(cookie)).rejects.toThrow('503');
    await other.restartMailServer();
    expect((await other.get('/api/session', { Cookie: cookie })).status).toBe(200);
  });

  it('outlives a restart: the page is told to come back, not that it is over', async () => {
    const bench = await start();
    const page = await bench.open(await bench.login());
    await bench.editor.close();
    expect(await page.closed).toBe(1001);
  });
});

describe('the secret', () => {
  it.each([
    ['that is not there', null],
    ['that is short', 'short'],
  ])('%s is told of, with what to do', async (_, text) => {
    const secretFile = join(folder, 'other');
    if (text !== null) await writeFile(secretFile, text);
    await expect(startBench({ session: { store: 'cookie', secretFile } })).rejects.toMatchObject({
      code: 'secret-unusable',
      message: expect.stringContaining('openssl rand'),
    });
  });
});
