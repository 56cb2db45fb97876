import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startTestServer, type TestServer } from '@sievekit/managesieve';
import { run } from '../src/program.ts';
import { type GivenTerminal, recordTerminal } from './recorded-terminal.ts';

/** How a command ended. */
export interface Ended {
  readonly code: number;
  readonly output: string;
  readonly errors: string;
}

/** A server with the accounts of alice and bob, and a folder with a home. */
export interface RemoteServer {
  readonly server: TestServer;
  /** Of alice; the password is in the environment. */
  readonly url: string;
  /** PEM file of the server's authority. */
  readonly ca: string;
  readonly folder: string;
  /** Runs `sievekit remote … --ca`. */
  remote(args: readonly string[], given?: GivenTerminal): Promise<Ended>;
  /** Writes a file into the folder, and gives its path. */
  file(name: string, content: string | Uint8Array): Promise<string>;
  stop(): Promise<void>;
}

/** Starts it; a script with `kep;` is refused at that line, one with `odd` warned of. */
export async function startRemote(): Promise<RemoteServer> {
  const folder = await mkdtemp(join(tmpdir(), 'sievekit-remote-'));
  const server = await startTestServer({
    users: { alice: 'secret', bob: 'other' },
    capabilities: ['fileinto'],
    check: (bytes) => ({ errors: find(bytes, 'kep;'), warnings: find(bytes, 'odd') }),
  });
  const file = async (name: string, content: string | Uint8Array): Promise<string> => {
    const path = join(folder, name);
    await writeFile(path, content);
    return path;
  };
  const ca = await file('ca.pem', server.ca);
  return {
    server,
    url: `sieve://alice@localhost:${server.port}`,
    ca,
    folder,
    file,
    remote: async (args, given = {}) => {
      const env = { HOME: folder, SIEVEKIT_PASSWORD: 'secret', ...given.env };
      const terminal = recordTerminal({ ...given, env });
      const [verb = '', ...rest] = args;
      const code = await run(['remote', verb, '--ca', ca, ...rest], terminal);
      return { code, output: terminal.output(), errors: terminal.errors() };
    },
    stop: async () => {
      await server.close();
      await rm(folder, { recursive: true });
    },
  };
}

function find(bytes: Uint8Array, word: string): { line: number; message: string }[] {
  const line = Buffer.from(bytes)
    .toString()
    .split('\n')
    .findIndex((text) => text.includes(word));
  return line < 0 ? [] : [{ line: line + 1, message: `there is "${word}"` }];
}
