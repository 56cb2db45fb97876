import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { TRIAL_TIMEOUT } from '../limits.ts';
import type { TrialRequest } from '../trial/protocol.ts';
import { TrialRunner, type TrialWorker } from './trial-runner.ts';

const request: TrialRequest = {
  text: 'keep;',
  message: 'x',
  now: 0,
  zone: 0,
  includes: {},
  folders: null,
};
const answer = { failure: { code: 'broken' as const } };

function bench() {
  const workers: { worker: TrialWorker; ended: boolean }[] = [];
  const runner = new TrialRunner(() => {
    const entry = {
      ended: false,
      worker: {
        postMessage: () => undefined,
        terminate: () => {
          entry.ended = true;
        },
        onmessage: null,
        onerror: null,
      } as TrialWorker,
    };
    workers.push(entry);
    return entry.worker;
  });
  const reply = (index: number): void => {
    const worker = workers[index]?.worker;
    worker?.onmessage?.call(worker as Worker, { data: answer } as MessageEvent);
  };
  return { runner, workers, reply };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('TrialRunner', () => {
  it('asks one worker again and again', async () => {
    const { runner, workers, reply } = bench();
    for (let time = 0; time < 2; time++) {
      const running = runner.run(request);
      reply(0);
      expect(await running).toBe(answer);
    }
    expect(workers).toHaveLength(1);
  });

  it('ends a worker that takes too long, and starts another', async () => {
    const { runner, workers, reply } = bench();
    const running = runner.run(request);
    vi.advanceTimersByTime(TRIAL_TIMEOUT);
    expect(await running).toEqual({ failure: { code: 'timeout' } });
    expect(workers[0]?.ended).toBe(true);
    const next = runner.run(request);
    reply(1);
    expect(await next).toBe(answer);
  });

  it('drops what is outdated by a newer request', async () => {
    const { runner, workers, reply } = bench();
    const first = runner.run(request);
    const second = runner.run(request);
    expect(await first).toBeNull();
    expect(workers[0]?.ended).toBe(true);
    reply(1);
    expect(await second).toBe(answer);
  });
});
