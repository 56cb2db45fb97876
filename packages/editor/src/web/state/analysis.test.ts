import { signal } from '@preact/signals';
import { createChecker } from '@sievekit/parser';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CHECK_DELAY } from '../limits.ts';
import { Analysis } from './analysis.ts';
import { CallError } from './call-error.ts';
import type { Call } from './connection.ts';
import { Editing } from './editing.ts';

const complaints = [{ line: 2, message: 'unknown command: kepe' }];

const here = async () => createChecker;

async function open(text: string, load: () => Promise<typeof createChecker> = here) {
  const call = (async (method: string) => {
    if (method === 'open') return { name: 'main', text, revision: 'r' };
    throw new CallError('rejected', '', { complaints });
  }) as unknown as Call;
  const editing = new Editing(call);
  const analysis = new Analysis(editing, signal([]), load);
  await editing.open('main');
  vi.advanceTimersByTime(CHECK_DELAY);
  return { editing, analysis };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('Analysis', () => {
  it('checks when somebody pauses in typing', async () => {
    const { editing, analysis } = await open('keep;\n');
    editing.document.replace('keep;\nkepe;\n', 'text');
    vi.advanceTimersByTime(CHECK_DELAY - 1);
    expect(analysis.problems.value).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(analysis.problems.value).toMatchObject([{ source: 'page', line: 2 }]);
  });

  it('shows what the server says where the checker cannot be loaded', async () => {
    const { editing, analysis } = await open('kepe;\n', async () => {
      throw new Error('offline');
    });
    expect(analysis.problems.value).toEqual([]);
    await editing.save();
    expect(analysis.problems.value).toMatchObject([{ source: 'server' }]);
  });

  it('puts the server’s complaint at its line', async () => {
    const { editing, analysis } = await open('keep;\nkepe;\nstop;\n');
    await editing.save();
    expect(analysis.problems.value[0]).toMatchObject({
      source: 'server',
      severity: 'error',
      line: 2,
      from: 6,
      to: 11,
    });
  });

  it('says once what page and server agree on', async () => {
    const { editing, analysis } = await open('keep;\nkepe;\n');
    const [own] = analysis.problems.value;
    complaints[0] = { line: 2, message: own?.message ?? '' };
    await editing.save();
    expect(analysis.problems.value).toHaveLength(1);
  });

  it('takes a script with a mistake in its grammar for broken', async () => {
    expect((await open('if {')).analysis.broken.value).toBe(true);
    expect((await open('keep;')).analysis.broken.value).toBe(false);
  });
});
