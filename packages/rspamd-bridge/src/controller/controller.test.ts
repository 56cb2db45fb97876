import { mkdtemp, rm, unlink, writeFile } from 'node:fs/promises';
import { createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, describe, expect, it } from 'vitest';
import type { SpoolEntry } from '../spool/entry.ts';
import type { Outcome } from './answer.ts';
import { type Controller, createController, type LearnOptions } from './controller.ts';
import { createPasswordFile, type Password } from './password.ts';

const message = 'Subject: x\r\n\r\nbody\r\n';
const entry: SpoolEntry = {
  id: '1',
  user: 'jörg@example.org',
  verdict: 'ham',
  cause: 'copy',
  from: 'Junk',
  to: 'INBOX',
  received: '2026-11-21T10:00:00.000Z',
  digest: '0',
  tried: false,
  headBytes: 0,
  messageBytes: message.length,
};

let server: Server;
let request = '';

/** A controller that says exactly `bytes`, or nothing at all. */
async function fake(answer: (socket: Socket) => void): Promise<URL> {
  request = '';
  server = createServer((socket) => {
    socket.on('error', () => {});
    socket.on('data', (chunk) => {
      request += chunk.toString('utf8');
      if (request.endsWith('body\r\n')) answer(socket);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return new URL(`http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/rspamd`);
}

const reopen = async () => Readable.from([message]);

function connectTo(
  urls: URL[],
  password: Password | null = null,
  learn: LearnOptions = {},
): Controller {
  const limits = { answerBytes: 1000, answerMs: 300, controllerReturnMs: 60_000 };
  return createController({ urls, password, learn, limits });
}

async function learn(url: URL, password: Password | null = null): Promise<Outcome> {
  return connectTo([url], password).learn(entry, Readable.from([message]), reopen);
}

async function answered(bytes: string): Promise<string> {
  const outcome = await learn(await fake((socket) => socket.end(bytes)));
  return outcome.kind === 'done' ? `done ${outcome.result}` : outcome.kind;
}

afterEach(() => {
  server?.close();
});

describe('createController', () => {
  it('posts the message with whom it is for', async () => {
    await answered('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n');
    const [head = '', body] = request
      .split('\r\n\r\n', 1)
      .concat(request.split('\r\n\r\n').slice(1).join('\r\n\r\n'));
    expect(head.split('\r\n')[0]).toBe('POST /rspamd/learnham HTTP/1.1');
    expect(head).toContain('\r\nDeliver-To: jörg@example.org');
    expect(head).toMatch(/\r\nConnection: close/i);
    expect(head).toMatch(/\r\nAccept-Encoding: identity/i);
    expect(head).toContain(`\r\nContent-Length: ${message.length}`);
    expect(head).not.toMatch(/\r\nPassword:/);
    expect(body).toBe(message);
  });

  it.each([
    ['200', 'HTTP/1.1 200 OK\r\nContent-Length: 16\r\n\r\n{"success":true}', 'done learned'],
    [
      '204 with a body',
      'HTTP/1.1 204 less tokens\r\nConnection: close\r\nContent-Length: 11\r\n\r\n{"error":1}',
      'done skipped',
    ],
    ['208', 'HTTP/1.1 208 already learned\r\nContent-Length: 2\r\n\r\n{}', 'done already'],
    [
      '404 of an old rspamd',
      'HTTP/1.1 404 <x> has been already learned as spam\r\nContent-Length: 0\r\n\r\n',
      'done already',
    ],
    ['the status "1"', 'HTTP/1.1 1 cannot get learned: x\r\nContent-Length: 2\r\n\r\n{}', 'again'],
    ['400', 'HTTP/1.1 400 Empty body\r\nContent-Length: 0\r\n\r\n', 'dead'],
    ['401', 'HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n', 'hold'],
    ['503', 'HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n', 'again'],
    ['a redirection', 'HTTP/1.1 302 Found\r\nLocation: /x\r\nContent-Length: 0\r\n\r\n', 'again'],
    ['no HTTP at all', '220 mx ESMTP\r\n', 'again'],
    ['200 in a packet that is no HTTP', 'X 200 OK\r\n\r\n', 'again'],
    ['nothing', '', 'again'],
    ['an answer cut short', 'HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n{"suc', 'again'],
    [
      'an endless answer',
      `HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n${'x'.repeat(5000)}`,
      'again',
    ],
  ])('%s', async (_what, bytes, expected) => {
    expect(await answered(bytes)).toBe(expected);
  });

  it('follows no redirection: the message goes to the host that was configured', async () => {
    let connections = 0;
    const url = await fake((socket) => {
      connections += 1;
      socket.end('HTTP/1.1 307 Elsewhere\r\nLocation: /rspamd/other\r\nContent-Length: 0\r\n\r\n');
    });
    expect(await learn(url)).toEqual({ kind: 'again', reason: '307 Elsewhere', status: 307 });
    expect(connections).toBe(1);
  });

  it('gives up on a controller that never answers', async () => {
    expect(await learn(await fake(() => {}))).toEqual({
      kind: 'again',
      reason: 'no answer in time',
    });
  });

  it('gives up on a controller that answers a byte at a time', async () => {
    const url = await fake((socket) => {
      const timer = setInterval(() => socket.write('H'), 20);
      socket.on('close', () => clearInterval(timer));
    });
    expect((await learn(url)).kind).toBe('again');
  });

  it('asks the next controller after a failure, over a UNIX socket too', async () => {
    const folder = await mkdtemp('/tmp/sk-controller-');
    const answers = createServer((socket) => {
      socket.on('data', (chunk) => {
        request += chunk;
        if (request.endsWith('body\r\n'))
          socket.end('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n');
      });
    });
    await new Promise<void>((resolve) => answers.listen(join(folder, 'c.sock'), resolve));
    const down = await fake((socket) =>
      socket.end('HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n'),
    );
    const controller = connectTo([down, new URL(`unix:${join(folder, 'c.sock')}`)]);
    const send = () => controller.learn(entry, Readable.from([message]), reopen);
    expect(await send()).toEqual({ kind: 'again', reason: `${down.host}: 503 Busy`, status: 503 });
    request = '';
    expect((await send()).kind).toBe('done');
    expect(request).toMatch(/^POST \/learnham HTTP/);
    answers.close();
    await rm(folder, { recursive: true });
  });

  it.each([
    ['200', 'done'],
    ['500 Module disabled', 'dead'],
    ['404 Unknown or missing flag', 'dead'],
    ['404 No content to hash', 'done'],
    ['401 Unauthorized', 'hold'],
    ['502 Busy', 'again'],
  ])('teaches the fuzzy storage after Bayes; its answer %s means %s', async (status, kind) => {
    const requests: string[] = [];
    const url = await fake((socket) => {
      requests.push(request);
      const answer = request.includes('/fuzzy') ? status : '208 already learned';
      request = '';
      socket.end(`HTTP/1.1 ${answer}\r\nContent-Length: 0\r\n\r\n`);
    });
    const options = { fuzzyFlag: 11, learnType: 'bulk', classifier: 'bayes' };
    const controller = connectTo([url], null, options);
    const verdict = 'spam' as const;
    const outcome = await controller.learn({ ...entry, verdict }, Readable.from([message]), reopen);
    expect(outcome.kind).toBe(kind);
    expect(requests[0]).toMatch(/^POST \/rspamd\/learnspam/);
    expect(requests[0]).toMatch(/\r\nLearn-Type: bulk\r\nClassifier: bayes\r\n/);
    expect(requests[1]).toMatch(/^POST \/rspamd\/fuzzyadd/);
    expect(requests[1]).toMatch(/\r\nFlag: 11\r\nWeight: 10\r\n/);
    expect(requests[1]?.endsWith(message)).toBe(true);
  });

  it('takes ham out of the fuzzy storage', async () => {
    const paths: string[] = [];
    const url = await fake((socket) => {
      paths.push(request.split(' ', 2)[1] ?? '');
      request = '';
      socket.end('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n');
    });
    await connectTo([url], null, { fuzzyFlag: 1 }).learn(entry, Readable.from([message]), reopen);
    expect(paths).toEqual(['/rspamd/learnham', '/rspamd/fuzzydel']);
  });

  it('tries again later when nobody is there', async () => {
    const url = await fake(() => {});
    await new Promise((resolve) => server.close(resolve));
    expect(await learn(url)).toMatchObject({
      kind: 'again',
      reason: expect.stringContaining('ECONNREFUSED'),
    });
  });

  it('reads the password when it is needed, and again when the file has changed', async () => {
    const folder = await mkdtemp('/tmp/sk-password-');
    const path = join(folder, 'password');
    const password = createPasswordFile(path);
    const url = await fake((socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n'));
    expect(await learn(url, password)).toMatchObject({ kind: 'hold' });
    expect(await password.hasChanged()).toBe(false);
    for (const secret of ['first', 'second']) {
      await writeFile(path, `${secret}\nnot this\n`);
      expect(await password.hasChanged()).toBe(true);
      request = '';
      expect((await learn(url, password)).kind).toBe('done');
      expect(request).toContain(`\r\nPassword: ${secret}\r\n`);
      expect(await password.hasChanged()).toBe(false);
    }
    await unlink(path);
    expect((await learn(url, password)).kind).toBe('hold');
    await rm(folder, { recursive: true });
  });

  it.each([
    ['', 'begins with an empty line'],
    ['geheim\x07\n', 'holds a character that cannot stand in a header of HTTP'],
  ])('refuses the password %j without showing it', async (content, why) => {
    const folder = await mkdtemp('/tmp/sk-password-');
    await writeFile(join(folder, 'password'), content);
    const failure = await createPasswordFile(join(folder, 'password'))
      .read()
      .catch((error) => error);
    expect(failure).toMatchObject({ code: 'password', message: expect.stringContaining(why) });
    expect(failure.message).not.toContain('geheim');
    await rm(folder, { recursive: true });
  });
});
