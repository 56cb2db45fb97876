import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';

const children: ChildProcess[] = [];
const servers: Server[] = [];

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  for (const server of servers.splice(0)) server.close();
});

interface Run {
  readonly child: ChildProcess;
  readonly output: () => string;
  readonly errors: () => string;
  readonly exit: Promise<number | null>;
}

function start(args: readonly string[], nodeOptions: readonly string[] = []): Run {
  const child = spawn(process.execPath, [...nodeOptions, 'scripts/start.mjs', ...args]);
  children.push(child);
  const output: string[] = [];
  const errors: string[] = [];
  child.stdout.on('data', (chunk) => output.push(String(chunk)));
  child.stderr.on('data', (chunk) => errors.push(String(chunk)));
  return {
    child,
    output: () => output.join(''),
    errors: () => errors.join(''),
    exit: once(child, 'close').then(([code]) => code),
  };
}

async function listen(): Promise<number> {
  const server = createServer();
  servers.push(server);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

describe('npm start refuses in one sentence', () => {
  it('a port that is taken', async () => {
    const port = await listen();
    const run = start(['--port', String(port)]);
    expect(await run.exit).toBe(1);
    expect(run.errors()).toBe(
      `Port ${port} on 127.0.0.1 is taken by another program, perhaps another npm start. Stop that program, or choose another: npm start -- --port 8081\n`,
    );
  });

  it.each([['--port', 'many'], ['--port', '70000'], ['--prot', '8081'], ['8081']])(
    'the option %s %s',
    async (...args) => {
      const run = start(args);
      expect(await run.exit).toBe(1);
      expect(run.errors()).toBe(
        'npm start takes one option, a port from 1 to 65535: npm start -- --port 8081\n',
      );
    },
  );

  it('a Node that is too old', async () => {
    const old = 'Object.defineProperty(process.versions,"node",{value:"18.19.0"})';
    const run = start([], ['--import', `data:text/javascript,${encodeURIComponent(old)}`]);
    expect(await run.exit).toBe(1);
    expect(run.errors()).toMatch(
      /^sievekit needs Node 20\.19 or later; this is Node 18\.19\.0\. .*\n$/,
    );
  });
});

describe('npm start', () => {
  it('serves the editor until Ctrl-C', async () => {
    const port = await listen();
    await new Promise((resolve) => servers.splice(0)[0]?.close(resolve));
    const run = start(['--port', String(port)]);
    const ready = expect.poll(run.output, { timeout: 60_000 }).toContain('Ctrl-C stops it.');
    await Promise.race([ready, run.exit.then(() => expect(run.errors()).toBe(''))]);
    expect(run.output()).toContain(`http://127.0.0.1:${port}`);
    const page = await fetch(`http://127.0.0.1:${port}/`);
    expect(page.headers.get('content-type')).toContain('text/html');
    run.child.kill('SIGINT');
    expect(await run.exit).toBe(0);
    expect(run.output()).toMatch(/The editor stops …\nIt has stopped\.\n$/);
    // Another port, other files: two demos at a time leave each other alone.
    expect(run.output()).toContain(`.sievekit/port-${port} (scripts`);
    await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow();
  }, 90_000);
});
