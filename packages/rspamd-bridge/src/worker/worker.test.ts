import { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import type { Outcome } from '../controller/answer.ts';
import { defaultLimits } from '../limits.ts';
import type { BridgeLogger } from '../log.ts';
import type { SpoolEntry } from '../spool/entry.ts';
import { createWorker, type Worker } from './worker.ts';

const learned: Outcome = { kind: 'done', result: 'learned', answer: { status: 200, text: '' } };
const again: Outcome = { kind: 'again', reason: 'down' };
const dead: Outcome = { kind: 'dead', answer: { status: 400, text: 'no' } };
const hold: Outcome = { kind: 'hold', reason: 'password' };

let sequence = 0;
function entry(digest: string, more: Partial<SpoolEntry> = {}): SpoolEntry {
  sequence += 1;
  return {
    id: `${sequence}`,
    user: 'alice',
    verdict: 'spam',
    cause: 'copy',
    from: 'INBOX',
    to: 'Junk',
    received: new Date().toISOString(),
    digest,
    tried: false,
    headBytes: 0,
    messageBytes: 1,
    ...more,
  };
}

interface Setup {
  worker: Worker;
  /** Each attempt, as `digest verdict`. */
  attempts: string[];
  removed: string[];
  buried: string[];
  lines: Record<string, unknown>[];
  most(): number;
}

type Learn = (entry: SpoolEntry, attempt: number) => Promise<Outcome> | Outcome;

function start(
  learn: Learn,
  more: {
    read?: () => Promise<Readable | null>;
    changed?: boolean;
    settleMs?: number;
    quota?: number;
  } = {},
): Setup {
  const [attempts, removed, buried, lines]: [
    string[],
    string[],
    string[],
    Record<string, unknown>[],
  ] = [[], [], [], []];
  const write = (fields: object): void => void lines.push({ ...fields });
  let running = 0;
  let most = 0;
  const worker = createWorker({
    shelf: {
      read: more.read ?? (async () => Readable.from(['x'])),
      remove: async ({ digest }) => void removed.push(digest),
      keep: async ({ digest }) => void removed.push(digest),
      bury: async ({ digest }, letter) => void buried.push(`${digest} ${letter.detail}`),
    },
    controller: {
      passwordChanged: async () => more.changed ?? false,
      async learn(message) {
        attempts.push(`${message.digest} ${message.verdict}`);
        running += 1;
        most = Math.max(most, running);
        await delay(2);
        const outcome = await learn(message, attempts.length);
        running -= 1;
        return outcome;
      },
    },
    concurrency: 3,
    settleMs: more.settleMs ?? 0,
    quota: more.quota ?? 0,
    limits: { ...defaultLimits, firstRetryMs: 20, lastControllerRetryMs: 40, passwordCheckMs: 10 },
    log: { info: write, warn: write, error: write } as unknown as BridgeLogger,
  });
  return { worker, attempts, removed, buried, lines, most: () => most };
}

const empty = (worker: Worker): Promise<void> =>
  vi.waitFor(() => expect(worker.status().waiting).toBe(0), { timeout: 3000, interval: 5 });

describe('createWorker', () => {
  it('sends several at once, and never more than allowed', async () => {
    const { worker, most, removed } = start(() => learned);
    for (let count = 0; count < 20; count += 1) worker.add(entry(`m${count}`));
    await empty(worker);
    expect(most()).toBe(3);
    expect(removed).toHaveLength(20);
    expect(worker.status()).toMatchObject({
      learned: { spam: 20, ham: 0 },
      inFlight: 0,
      state: 'open',
    });
  });

  it('ends as the person last meant it, though the first attempt fails', async () => {
    const { worker, attempts } = start((_message, attempt) => (attempt === 1 ? again : learned));
    worker.add(entry('m', { verdict: 'spam' }));
    worker.add(entry('m', { verdict: 'ham' }));
    await empty(worker);
    expect(attempts).toEqual(['m spam', 'm spam', 'm ham']);
  });

  it('takes both moves off the spool when the second undoes the first, the older first', async () => {
    const { worker, attempts, removed, lines } = start(() => learned, { settleMs: 60_000 });
    const [there, back] = [entry('m'), entry('m', { verdict: 'ham' })];
    worker.add(there);
    worker.add(back);
    await worker.close();
    expect([attempts, removed]).toEqual([[], ['m', 'm']]);
    expect(lines.map(({ id, result }) => [id, result])).toEqual([
      [there.id, 'cancelled'],
      [back.id, 'cancelled'],
    ]);
    expect(worker.status()).toMatchObject({ waiting: 0, cancelled: 2 });
  });

  it('does not hammer a controller that is down, however many messages come', async () => {
    const { worker, attempts } = start(() => again);
    for (let count = 0; count < 50; count += 1) {
      worker.add(entry(`m${count}`));
      await delay(2);
    }
    await worker.close();
    expect(attempts.length).toBeLessThan(12);
    expect(worker.status()).toMatchObject({ state: 'backing-off', waiting: 50 });
  });

  it('does not let one message that always fails keep the others back', async () => {
    const { worker, removed } = start(({ digest }) => (digest === 'poison' ? again : learned));
    worker.add(entry('poison'));
    for (let count = 0; count < 30; count += 1) worker.add(entry(`m${count}`));
    await vi.waitFor(() => expect(removed).toHaveLength(30), { timeout: 3000 });
    expect(worker.status().waiting).toBe(1);
    await worker.close();
  });

  it('tries a message that always fails less and less often while others get through', async () => {
    const { worker, attempts } = start(({ digest }) => (digest === 'poison' ? again : learned));
    worker.add(entry('poison'));
    for (let count = 0; count < 60; count += 1) {
      worker.add(entry(`m${count}`));
      await delay(5);
    }
    await worker.close();
    expect(attempts.filter((line) => line === 'poison spam').length).toBeLessThan(7);
  });

  it('holds after a refused password, and goes on when the file changes', async () => {
    const { worker, attempts, lines } = start(
      (_message, attempt) => (attempt === 1 ? hold : learned),
      {
        changed: true,
      },
    );
    worker.add(entry('m'));
    await empty(worker);
    expect(attempts).toHaveLength(2);
    expect(lines.map(({ result }) => result)).toEqual(['hold', 'learned']);
  });

  it('sends nothing while it holds', async () => {
    const { worker, attempts } = start(() => hold);
    for (let count = 0; count < 9; count += 1) worker.add(entry(`m${count}`));
    await delay(100);
    expect(attempts).toHaveLength(3); // those that were under way together
    expect(worker.status()).toMatchObject({ state: 'held', waiting: 9 });
    await worker.close();
  });

  it('buries what never will be taken, and goes on', async () => {
    const { worker, buried, removed } = start(({ digest }) => (digest === 'bad' ? dead : learned));
    worker.add(entry('bad'));
    worker.add(entry('good'));
    await empty(worker);
    expect(buried).toEqual(['bad 400 no']);
    expect(removed).toEqual(['good']);
    expect(worker.status().dead).toBe(1);
  });

  it('buries what is over the quota of a user', async () => {
    const { worker, buried, attempts } = start(() => learned, { quota: 2 });
    for (const digest of ['1', '2', '3']) worker.add(entry(digest));
    worker.add(entry('4', { user: 'bob' }));
    await empty(worker);
    expect(attempts).toEqual(['1 spam', '2 spam', '4 spam']);
    expect(buried).toEqual(['3 alice has taught as much in this hour as one may']);
  });

  it('counts nothing that was sent before, or that an admin has put back', async () => {
    const { worker, buried, attempts } = start(() => learned, { quota: 1 });
    worker.add(entry('1'));
    worker.add(entry('2', { tried: true }));
    await empty(worker);
    expect([attempts, buried]).toEqual([['1 spam', '2 spam'], []]);
  });

  it('buries what was tried in vain for too long, after one more attempt', async () => {
    const { worker, buried, attempts } = start(() => again);
    const received = '2020-01-01T00:00:00.000Z';
    worker.add(entry('old', { received }));
    worker.add(entry('tried', { received, tried: true }));
    await empty(worker);
    expect(attempts.sort()).toEqual(['old spam', 'tried spam']);
    const detail = 'tried in vain since 2020-01-01T00:00:00.000Z';
    expect(buried.sort()).toEqual([`old ${detail}`, `tried ${detail}`]);
  });

  it('forgets a message whose file somebody has taken away', async () => {
    const { worker, attempts, lines } = start(() => learned, { read: async () => null });
    worker.add(entry('m'));
    await empty(worker);
    expect(attempts).toEqual([]);
    expect(lines).toEqual([{ id: expect.any(String) }]);
  });

  it('tries a file again that the disk cannot read now', async () => {
    const read = vi.fn(async () => Readable.from(['x']) as Readable | null);
    read.mockRejectedValueOnce(new Error('EIO'));
    const { worker, removed } = start(() => learned, { read });
    worker.add(entry('m'));
    await empty(worker);
    expect(removed).toEqual(['m']);
  });

  it('leaves one line for an attempt, with nothing of the mail in it', async () => {
    const { worker, lines } = start(() => learned);
    const message = entry('m');
    worker.add(message);
    await empty(worker);
    expect(lines).toEqual([
      {
        id: message.id,
        user: 'alice',
        verdict: 'spam',
        cause: 'copy',
        result: 'learned',
        ms: expect.any(Number),
      },
    ]);
  });

  it('waits for what is under way when it is closed, and begins nothing more', async () => {
    const { worker, attempts, removed } = start(async () => {
      await delay(50);
      return learned;
    });
    for (let count = 0; count < 6; count += 1) worker.add(entry(`m${count}`));
    await delay(10);
    await worker.close();
    expect([attempts.length, removed.length, worker.status().waiting]).toEqual([3, 3, 3]);
  });
});
