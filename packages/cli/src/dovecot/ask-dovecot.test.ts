import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { recordTerminal } from '../../test/recorded-terminal.ts';
import { dovecotProgramBytes } from '../limits.ts';
import { askDovecot } from './ask-dovecot.ts';
import { runProgram } from './run-program.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp('/tmp/sk-ask-');
});
afterEach(() => rm(folder, { recursive: true }));

async function ask(lines: string) {
  const doveconf = join(folder, 'doveconf');
  await writeFile(doveconf, `#!/bin/sh\n${lines}\n`);
  await chmod(doveconf, 0o755);
  return await askDovecot({ doveconf }, recordTerminal({ env: { PATH: '/usr/bin:/bin' } }));
}

describe('askDovecot', () => {
  it('reads version, file and settings', async () => {
    const dovecot = await ask(
      "echo '# 2.4.1-4 (7d8c0e): /etc/dovecot/dovecot.conf'; echo 'base_dir = /run/x'; echo 'doveconf: Warning: odd' >&2",
    );
    expect(dovecot).toMatchObject({ series: '2.4', version: '2.4.1-4', error: null });
    expect(dovecot.file).toBe('/etc/dovecot/dovecot.conf');
    expect(dovecot.config.settings.get('base_dir')).toBe('/run/x');
    expect(dovecot.warnings).toEqual(['Warning: odd']);
  });

  it('tells what is wrong with the configuration', async () => {
    const { error } = await ask(
      "echo '# 2.3.19 (x): /etc/d.conf'; echo 'doveconf: Fatal: Error in line 1' >&2; exit 89",
    );
    expect(error).toBe('Fatal: Error in line 1');
  });

  it.each([
    {
      what: 'another version',
      lines: "echo '# 2.2.36 (x): /etc/d.conf'",
      says: /of Dovecot 2.3 or 2.4: # 2.2.36/,
    },
    { what: 'something else', lines: 'echo hello', says: /2.4: hello/ },
    {
      what: 'endless output',
      lines: `yes | head -c ${dovecotProgramBytes + 1}`,
      says: /maxBuffer/,
    },
  ])('refuses $what', async ({ lines, says }) => {
    await expect(ask(lines)).rejects.toThrow(says);
  });

  it('says that no Dovecot is here', async () => {
    const asked = askDovecot({ doveconf: join(folder, 'none') }, recordTerminal());
    await expect(asked).rejects.toThrow(/no such program. Is Dovecot installed here/);
  });
});

it('does not wait for ever', async () => {
  const asked = runProgram('/bin/sleep', ['20'], {}, 50);
  await expect(asked).rejects.toThrow('Cannot run /bin/sleep: it took longer than 0.05 s.');
});
