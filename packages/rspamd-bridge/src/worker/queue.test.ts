import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SpoolEntry } from '../spool/entry.ts';
import { createQueue, type Queue, type QueueItem } from './queue.ts';

let sequence = 0;

function entry(user: string, digest: string, more: Partial<SpoolEntry> = {}): SpoolEntry {
  sequence += 1;
  return {
    id: `${sequence}`,
    user,
    digest,
    verdict: 'spam',
    cause: 'copy',
    from: 'INBOX',
    to: 'Junk',
    received: new Date(sequence).toISOString(),
    headBytes: 1,
    messageBytes: 1,
    tried: false,
    ...more,
  };
}

function take(queue: Queue, now = 0): QueueItem {
  const item = queue.take(now);
  if (item === null) throw new Error('nothing to take');
  return item;
}

describe('createQueue', () => {
  it('gives messages in the order in which they came', () => {
    const queue = createQueue(0);
    const entries = [entry('a', '1'), entry('b', '1'), entry('a', '2')];
    for (const each of entries) queue.add(each, 0);
    expect(entries.map(() => take(queue).entry)).toEqual(entries);
    expect(queue.take(0)).toBeNull();
    expect(queue.size()).toBe(3);
  });

  it('keeps the same message of the same user back until the earlier one is finished', () => {
    const queue = createQueue(0);
    const [first, second] = [entry('a', '1'), entry('a', '1')];
    queue.add(first, 0);
    queue.add(second, 0);
    const item = take(queue);
    expect(queue.take(0)).toBeNull();
    item.due = 50;
    queue.putBack(item);
    expect(queue.take(49)).toBeNull();
    expect(queue.nextDue()).toBe(50);
    queue.finish(take(queue, 50), 50);
    expect(take(queue).entry).toBe(second);
  });

  it('lets others overtake one that waits for its time', () => {
    const queue = createQueue(0);
    const [slow, other] = [entry('a', '1'), entry('a', '2')];
    queue.add(slow, 0);
    queue.add(other, 0);
    const item = take(queue);
    item.due = 1000;
    queue.putBack(item);
    expect(take(queue).entry).toBe(other);
  });

  it('knows the oldest', () => {
    const queue = createQueue(0);
    expect(queue.oldest()).toBeNull();
    const first = entry('a', '1');
    queue.add(first, 0);
    queue.add(entry('b', '2'), 0);
    expect(queue.oldest()).toBe(first.received);
    queue.finish(take(queue), 0);
    expect(queue.oldest()).not.toBe(first.received);
  });

  it('finishes everything once, each lane in order, whatever fails in between', () => {
    const messages = fc.array(fc.tuple(fc.constantFrom('a', 'b'), fc.constantFrom('1', '2')));
    fc.assert(
      fc.property(messages, fc.array(fc.boolean(), { maxLength: 50 }), (list, failures) => {
        const queue = createQueue(0);
        for (const [user, digest] of list) queue.add(entry(user, digest), 0);
        const done: QueueItem[] = [];
        const fails = failures.values();
        for (let item = queue.take(0); item !== null; item = queue.take(0)) {
          if (fails.next().value) queue.putBack(item);
          else {
            queue.finish(item, 0);
            done.push(item);
          }
        }
        expect(done).toHaveLength(list.length);
        expect(queue.size()).toBe(0);
        for (const lane of ['a1', 'a2', 'b1', 'b2']) {
          const ids = done
            .filter((item) => item.entry.user + item.entry.digest === lane)
            .map((item) => Number(item.entry.id));
          expect(ids).toEqual([...ids].sort((x, y) => x - y));
        }
      }),
    );
  });
});

describe('the settle window', () => {
  const at = (ms: number) => ({ received: new Date(ms).toISOString() });
  const [spam, ham] = [{ verdict: 'spam' }, { verdict: 'ham' }] as const;

  it('keeps a message back until it has settled, counted from when it came', () => {
    const queue = createQueue(1000);
    queue.add(entry('a', '1', at(5000)), 5400);
    expect([queue.take(5999), queue.nextDue()]).toEqual([null, 6000]);
    expect(take(queue, 6000).entry.digest).toBe('1');
  });

  it('does not wait longer for a clock that was set back', () => {
    const queue = createQueue(1000);
    queue.add(entry('a', '1', at(1_000_000)), 5000);
    expect(queue.nextDue()).toBe(6000);
  });

  it('cancels both when the opposite move follows, and learns what comes after them', () => {
    const queue = createQueue(1000);
    const [there, back, again] = [entry('a', '1', spam), entry('a', '1', ham), entry('a', '1')];
    expect(queue.add(there, 0)).toBeNull();
    expect(queue.add(back, 0)).toEqual({ why: 'cancelled', entries: [there, back] });
    expect([queue.size(), queue.nextDue()]).toEqual([0, null]);
    expect(queue.add(again, 0)).toBeNull();
    expect(take(queue, 9999).entry).toBe(again);
  });

  it('cancels what has settled and was not sent, because the controller is away', () => {
    const queue = createQueue(1000);
    queue.add(entry('a', '1', { ...spam, ...at(0) }), 5000);
    expect(queue.add(entry('a', '1', ham), 5000)?.why).toBe('cancelled');
    expect(queue.take(99_999)).toBeNull();
  });

  it('learns a second move of the same kind once', () => {
    const queue = createQueue(1000);
    queue.add(entry('a', '1', spam), 0);
    const second = entry('a', '1', spam);
    expect(queue.add(second, 0)).toEqual({ why: 'repeated', entries: [second] });
    expect(queue.size()).toBe(1);
  });

  it.each([
    ['another user', entry('b', '1', ham)],
    ['another message', entry('a', '2', ham)],
  ])('does not let %s cancel', (_what, other) => {
    const queue = createQueue(1000);
    queue.add(entry('a', '1', spam), 0);
    expect(queue.add(other, 0)).toBeNull();
    expect(queue.size()).toBe(2);
  });

  it('sends the opposite of what was sent already, now or before a kill', () => {
    const queue = createQueue(1000);
    queue.add(entry('a', '1', spam), 0);
    queue.add(entry('a', '2', { ...spam, tried: true }), 0);
    const [before, now] = [take(queue), take(queue, 9999)];
    for (const item of [before, now]) item.attempts = 1;
    expect(queue.add(entry('a', '1', ham), 9999)).toBeNull();
    expect(queue.add(entry('a', '2', ham), 9999)).toBeNull();
    queue.finish(now, 99_999);
    queue.finish(before, 99_999);
    expect(
      [take(queue, 99_999), take(queue, 99_999)].map(({ entry: { verdict } }) => verdict),
    ).toEqual(['ham', 'ham']);
  });
});
