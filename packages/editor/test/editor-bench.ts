/** An editor on a free port with a real ManageSieve server behind it, for the tests of the server. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { createMemoryStore, createServer } from '@sievekit/managesieve';
import { pino } from 'pino';
import type { EditorConfig } from '../src/server/config.ts';
import { type Editor, startEditor } from '../src/server/start-editor.ts';
import { openPage, type Page } from './page.ts';

export const account = { username: 'ann@example.org', password: 'correct horse battery staple' };

export interface EditorBench {
  readonly editor: Editor;
  /** What an own page sends as `Origin`. */
  readonly origin: string;
  /** Everything that was logged, at the level 'debug'. */
  readonly log: () => string;
  /** Scripts of the account, put past the editor. */
  readonly put: (name: string, script: string | Uint8Array) => Promise<void>;
  /** Ends and restarts the ManageSieve server on the same port. */
  readonly restartMailServer: () => Promise<void>;
  readonly stopMailServer: () => Promise<void>;
  /** Holds back what is stored until the given function is called. */
  readonly holdStore: () => () => void;
  readonly changePassword: (password: string) => void;
  readonly post: (path: string, body: unknown, headers?: HeadersInit) => Promise<Response>;
  readonly get: (path: string, headers?: HeadersInit) => Promise<Response>;
  /** Logs in and gives the cookie. */
  readonly login: (headers?: HeadersInit) => Promise<string>;
  readonly open: (cookie: string, headers?: Record<string, string>) => Promise<Page>;
  readonly stop: () => Promise<void>;
}

export async function startBench(config: Partial<EditorConfig> = {}): Promise<EditorBench> {
  const { store, hold } = createHeldStore();
  let { password } = account;
  const users = {
    verify: async (name: string, given: string) => name === account.username && given === password,
  };
  const capabilities = ['fileinto', 'vacation'];
  const limits = { connections: 2000 };
  const startMailServer = () => createServer({ store, users, check, capabilities, limits });
  let mail = startMailServer();
  const { port } = await mail.listen(0, '127.0.0.1');

  const folder = await mkdtemp(join(tmpdir(), 'sk-editor-'));
  await writePage(folder);
  const lines: string[] = [];
  const editor = await startEditor(
    {
      port: 0,
      managesieve: { host: '127.0.0.1', port, tls: 'none', allowPlaintextPassword: true },
      ...config,
    },
    { webFolder: folder, logger: pino({ level: 'debug' }, collect(lines)) },
  ).catch(async (error: unknown) => {
    await mail.close();
    await rm(folder, { recursive: true });
    throw error;
  });

  const address = `http://127.0.0.1:${editor.port}`;
  const origin = config.publicUrl ?? address;
  const post: EditorBench['post'] = (path, body, headers = {}) =>
    fetch(address + path, {
      method: 'POST',
      headers: { Origin: origin, 'Content-Type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });

  return {
    editor,
    origin,
    log: () => lines.join(''),
    put: async (name, script) => {
      await store.put(account.username, name, Buffer.from(script));
    },
    restartMailServer: async () => {
      await mail.close();
      mail = startMailServer();
      await mail.listen(port, '127.0.0.1');
    },
    stopMailServer: () => mail.close(),
    holdStore: hold,
    changePassword: (next) => {
      password = next;
    },
    post,
    get: (path, headers = {}) => fetch(address + path, { headers }),
    login: async (headers = {}) => {
      const response = await post('/api/login', account, headers);
      return (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
    },
    open: (cookie, headers = {}) =>
      openPage(`ws://127.0.0.1:${editor.port}/ws`, { Cookie: cookie, Origin: origin, ...headers }),
    stop: async () => {
      await editor.close();
      await mail.close();
      await rm(folder, { recursive: true });
    },
  };
}

/** A store in memory that can be held up. */
function createHeldStore() {
  const memory = createMemoryStore();
  let gate = Promise.resolve();
  const store: typeof memory = {
    ...memory,
    put: async (...script) => {
      await gate;
      return memory.put(...script);
    },
  };
  const hold = () => {
    let release = () => {};
    gate = new Promise((resolve) => {
      release = resolve;
    });
    return () => release();
  };
  return { store, hold };
}

/** A compiler that knows one mistake: a line that says `wrong`; and one doubt: `odd`. */
function check(script: Uint8Array) {
  const lines = Buffer.from(script).toString().split('\n');
  const find = (word: string) =>
    lines.flatMap((text, index) =>
      text.includes(word) ? [{ line: index + 1, message: `${word} it is` }] : [],
    );
  return { errors: find('wrong'), warnings: find('odd') };
}

async function writePage(folder: string): Promise<void> {
  await mkdir(join(folder, 'assets'));
  await writeFile(join(folder, 'index.html'), '<!doctype html><title>sievekit</title>');
  await writeFile(join(folder, 'assets', 'main-abc123.js'), '');
}

function collect(lines: string[]): Writable {
  return new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk));
      done();
    },
  });
}
