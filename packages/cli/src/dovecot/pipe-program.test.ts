import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { pipedPrograms, purposeOf } from './pipe-program.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp('/tmp/sk-pipe-');
});
afterEach(() => rm(folder, { recursive: true }));

const script = (program: string): string => `pipe :copy "${program}" ["x"];`;

describe('purposeOf', () => {
  it.each([
    {
      what: 'the bridge',
      text: 'if not execute :pipe "sievekit-bridge" ["v=1"] { stop; }',
      is: 'bridge',
    },
    { what: 'rspamc', text: script('teach'), program: 'exec rspamc learn_spam', is: 'learns' },
    {
      what: 'the controller',
      text: script('teach'),
      program: 'curl host:11334/learnham',
      is: 'learns',
    },
    { what: 'a program that is away', text: script('learn-spam.sh'), is: 'learns' },
    {
      what: 'a filter that is not rspamd',
      text: script('learn-spam.sh'),
      program: 'exec sa-learn --spam',
      is: 'other',
    },
    { what: 'something else', text: script('archive'), program: 'exec cp', is: 'other' },
    { what: 'a comment', text: '# pipe "rspamc"\nkeep;', is: 'other' },
  ])('knows $what', async ({ text, program, is }) => {
    const path = join(folder, 'x.sieve');
    await writeFile(path, text);
    const [name = ''] = pipedPrograms(text);
    if (program) await writeFile(join(folder, name), program);
    const rule = { label: '1', mailbox: '*', from: '*', causes: [], before: path, after: '' };
    expect(await purposeOf(rule, folder)).toBe(is);
  });

  it('judges a script that cannot be read by its name', async () => {
    const rule = { label: '1', mailbox: '*', from: '*', causes: [], before: '', after: '' };
    expect(await purposeOf({ ...rule, before: '/x/report-ham.sieve' }, '')).toBe('learns');
    expect(await purposeOf({ ...rule, after: '/x/vacation.sieve' }, '')).toBe('other');
  });
});
