import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SpoolEntry } from '../spool/entry.ts';
import { createQueue, type Queue, type QueueItem } from './queue.ts';

let sequence = 0;

function entry(user: string, digest: string): SpoolEntry {
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
  };
}

function take(queue: Queue, now = 0): QueueItem {
  const item = queue.take(now);
  if (item === null) throw new Error('nothing to take');
  return item;
}

describe('createQueue', () => {
  it('gives messages in the order in which they came', () => {
    const queue = createQueue();
    const entries = [entry('a', '1'), entry('b', '1'), entry('a', '2')];
    for (const each of entries) queue.add(each);
    expect(entries.map(() => take(queue).entry)).toEqual(entries);
    expect(queue.take(0)).toBeNull();
    expect(queue.size()).toBe(3);
  });

  it('keeps the same message of the same user back until the earlier one is finished', () => {
    const queue = createQueue();
    const [first, second] = [entry('a', '1'), entry('a', '1')];
    queue.add(first);
    queue.add(second);
    const item = take(queue);
    expect(queue.take(0)).toBeNull();
    item.due = 50;
    queue.putBack(item);
    expect(queue.take(49)).toBeNull();
    expect(queue.nextDue()).toBe(50);
    queue.finish(take(queue, 50));
    expect(take(queue).entry).toBe(second);
  });

  it('lets others overtake one that waits for its time', () => {
    const queue = createQueue();
    const [slow, other] = [entry('a', '1'), entry('a', '2')];
    queue.add(slow);
    queue.add(other);
    const item = take(queue);
    item.due = 1000;
    queue.putBack(item);
    expect(take(queue).entry).toBe(other);
  });

  it('knows the oldest', () => {
    const queue = createQueue();
    expect(queue.oldest()).toBeNull();
    const first = entry('a', '1');
    queue.add(first);
    queue.add(entry('b', '2'));
    expect(queue.oldest()).toBe(first.received);
    queue.finish(take(queue));
    expect(queue.oldest()).not.toBe(first.received);
  });

  it('finishes everything once, each lane in order, whatever fails in between', () => {
    const messages = fc.array(fc.tuple(fc.constantFrom('a', 'b'), fc.constantFrom('1', '2')));
    fc.assert(
      fc.property(messages, fc.array(fc.boolean(), { maxLength: 50 }), (list, failures) => {
        const queue = createQueue();
        for (const [user, digest] of list) queue.add(entry(user, digest));
        const done: QueueItem[] = [];
        const fails = failures.values();
        for (let item = queue.take(0); item !== null; item = queue.take(0)) {
          if (fails.next().value) queue.putBack(item);
          else {
            queue.finish(item);
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
