import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Client, connect } from '@sievekit/managesieve';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openPage } from '../../test/page.ts';
import { type Demo, startDemo } from './start-demo.ts';

let place: string;
let demo: Demo | undefined;

beforeEach(async () => {
  place = await mkdtemp(join(tmpdir(), 'sk demo '));
  await mkdir(join(place, 'web'));
  await writeFile(join(place, 'web', 'index.html'), '<!doctype html>');
});

afterEach(async () => {
  await demo?.close();
  demo = undefined;
  await rm(place, { recursive: true });
});

async function start(port = 0): Promise<Demo> {
  const folder = join(place, 'data');
  demo = await startDemo({ folder, port, webFolder: join(place, 'web') });
  return demo;
}

async function stop(): Promise<void> {
  await demo?.close();
  demo = undefined;
}

async function withClient<T>({ summary }: Demo, use: (client: Client) => Promise<T>): Promise<T> {
  const ca = await readFile(summary.caPath, 'utf8');
  const client = await connect({ ...summary.managesieve, ca, servername: 'localhost' });
  try {
    await client.authenticate(summary);
    return await use(client);
  } finally {
    client.close();
  }
}

async function openEditor({ url }: Demo) {
  const response = await fetch(`${url}/api/login`, {
    method: 'POST',
    headers: { Origin: url, 'Content-Type': 'application/json' },
    body: JSON.stringify({ username: 'demo', password: 'demo' }),
  });
  expect(response.status).toBe(200);
  const cookie = (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  return openPage(`${url.replace('http', 'ws')}/ws`, { Cookie: cookie, Origin: url });
}

describe('startDemo', () => {
  it('lets one log in and see the samples, one of them active', async () => {
    const page = await openEditor(await start());
    const { scripts, capabilities } = await page.call('list', {});
    expect(scripts).toEqual([
      { name: 'by-hand', active: false },
      { name: 'holidays', active: false },
      { name: 'main', active: true },
    ]);
    expect(capabilities).toContain('vacation');
  });

  it('hands over the samples byte for byte, and its own compiler takes them without a word', async () => {
    const page = await openEditor(await start());
    for (const { name } of (await page.call('list', {})).scripts) {
      const { text, revision } = await page.call('open', { name });
      expect(text).toBe(
        await readFile(new URL(`../../sample/script/${name}.sieve`, import.meta.url), 'utf8'),
      );
      expect((await page.call('save', { name, text, revision })).warnings).toEqual([]);
    }
  });

  it('says where a mistake is', async () => {
    const page = await openEditor(await start());
    const save = { name: 'new', text: 'keep;\n\nfileinto "Junk";\n', revision: null };
    expect(await page.fail('save', save)).toMatchObject({
      code: 'rejected',
      complaints: [{ line: 3, message: expect.stringContaining('fileinto') }],
    });
  });

  it('can be used by other programs, with the certificate that it names', async () => {
    const scripts = await withClient(await start(), (client) => client.listScripts());
    expect(scripts).toHaveLength(3);
  });

  it('keeps what was changed, made and deleted when it starts again', async () => {
    await withClient(await start(), async (client) => {
      await client.putScript('main', Buffer.from('# changed\n'));
      await client.putScript('mine', Buffer.from('keep;\n'));
      await client.setActive('mine');
      await client.deleteScript('holidays');
    });
    const messages = join(place, 'data', 'messages');
    await rm(join(messages, 'ham.eml'));
    await stop();

    await withClient(await start(), async (client) => {
      expect(Buffer.from(await client.getScript('main')).toString()).toBe('# changed\n');
      expect(await client.listScripts()).toEqual([
        { name: 'by-hand', active: false },
        { name: 'main', active: false },
        { name: 'mine', active: true },
      ]);
    });
    expect(await readdir(messages)).toEqual(['newsletter.eml', 'spam.eml']);
  });

  it('keeps no plain password on disk and no secret in what others may read', async () => {
    await start();
    const users = await readFile(join(place, 'data', 'users'), 'utf8');
    expect(users).toMatch(/SCRAM-SHA-256/i);
  });

  it('prints where to go and how to log in', async () => {
    const { summary } = await start();
    const text = summary.lines.join('\n');
    expect(text).toContain(summary.url);
    expect(text).toContain('user demo, password demo');
    expect(text).toContain(String(summary.managesieve.port));
    expect(text).toContain(join(place, 'data'));
  });

  it('says in one sentence that a file of its own cannot be written', async () => {
    await mkdir(join(place, 'data', 'users'), { recursive: true });
    await expect(start()).rejects.toMatchObject({ name: 'EditorError', code: 'folder-unusable' });
  });

  it('leaves nothing running when its port is taken', async () => {
    const { summary } = await start();
    const port = Number(new URL(summary.url).port);
    const second = startDemo({ folder: join(place, 'two'), port, webFolder: join(place, 'web') });
    await expect(second).rejects.toMatchObject({ code: 'port-taken' });
  });

  it('stops all of it', async () => {
    const { summary } = await start();
    await stop();
    await expect(fetch(summary.url)).rejects.toThrow();
    await expect(connect(summary.managesieve)).rejects.toMatchObject({ code: 'connect' });
  });
});
