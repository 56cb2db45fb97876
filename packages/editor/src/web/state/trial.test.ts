import { signal } from '@preact/signals';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { TRIAL_DELAY, TRIAL_MESSAGE_SIZE } from '../limits.ts';
import type { TrialRequest } from '../trial/protocol.ts';
import { runMessage } from '../trial/run-message.ts';
import { Trial } from './trial.ts';

function bench(scripts: Record<string, string> = {}) {
  const text = signal('keep;');
  const requests: TrialRequest[] = [];
  const read = vi.fn(async (name: string) => scripts[name] ?? null);
  const trial = new Trial({
    text,
    run: async (request) => {
      requests.push(request);
      return runMessage(request);
    },
    stop: () => undefined,
    readScript: read,
    readFolders: async () => ['INBOX', 'Lists'],
    now: () => new Date('2026-03-02T10:00:00Z'),
  });
  const settle = () => vi.advanceTimersByTimeAsync(TRIAL_DELAY);
  return { text, trial, requests, read, settle };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('Trial', () => {
  it('runs only while it is shown and has a message', async () => {
    const { trial, requests, settle } = bench();
    trial.message.value = { kind: 'text', text: 'Subject: x\n\n' };
    await settle();
    expect(requests).toHaveLength(0);
    trial.shown.value = true;
    await settle();
    expect(trial.outcome.value?.sentence).toMatch(/^Kept in INBOX/);
    trial.shown.value = false;
    expect(trial.outcome.value).toBeNull();
    expect(trial.marks.value).toEqual([]);
  });

  it('runs again when the script changes, and shows nothing of the old one', async () => {
    const { text, trial, settle } = bench();
    trial.shown.value = true;
    trial.message.value = { kind: 'text', text: 'Subject: x\n\n' };
    await settle();
    text.value = 'discard;';
    expect(trial.outcome.value).toBeNull();
    await settle();
    expect(trial.outcome.value?.sentence).toMatch(/^Discarded/);
    text.value = 'discar;';
    await settle();
    expect(trial.failure.value?.code).toBe('script');
  });

  it('takes the time that somebody chose, in the user’s zone', async () => {
    const { trial, requests, settle } = bench();
    trial.shown.value = true;
    trial.message.value = { kind: 'text', text: 'Subject: x\n\n' };
    await settle();
    trial.at.value = '2026-12-24T18:00';
    await settle();
    const chosen = new Date('2026-12-24T18:00');
    expect(requests.map(({ now }) => now)).toEqual([
      Date.parse('2026-03-02T10:00:00Z'),
      chosen.getTime(),
    ]);
    expect(requests[1]?.zone).toBe(-chosen.getTimezoneOffset());
  });

  it('knows the folders of the account', async () => {
    const { text, trial, settle } = bench();
    text.value = 'require "mailbox"; if mailboxexists "Lists" { discard; }';
    trial.shown.value = true;
    trial.message.value = { kind: 'text', text: 'Subject: x\n\n' };
    await settle();
    expect(trial.outcome.value?.sentence).toMatch(/^Discarded/);
  });

  it('fetches what is included, once, and what that includes', async () => {
    const include = (name: string) => `require "include"; include "${name}";`;
    const { text, trial, read, settle } = bench({ a: include('b'), b: 'discard;' });
    text.value = include('a');
    trial.shown.value = true;
    trial.message.value = { kind: 'text', text: 'Subject: x\n\n' };
    await settle();
    text.value += '\n';
    await settle();
    expect(trial.outcome.value?.sentence).toMatch(/^Discarded/);
    expect(read.mock.calls).toEqual([['a'], ['b']]);
  });

  it('takes a file as it is, but none that is too large', async () => {
    const { trial } = bench();
    const file = (size: number) => ({
      name: 'mail.eml',
      size,
      arrayBuffer: async () => new Uint8Array([0xe9]).buffer as ArrayBuffer,
    });
    await trial.takeFile(file(1));
    const bytes = new Uint8Array([0xe9]);
    expect(trial.message.value).toEqual({ kind: 'file', name: 'mail.eml', bytes });
    await trial.takeFile(file(TRIAL_MESSAGE_SIZE + 1));
    expect(trial.failure.value).toEqual({ code: 'too-large' });
  });
});
