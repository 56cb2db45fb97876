import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recordTerminal } from '../../test/recorded-terminal.ts';
import { run } from '../program.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sievekit-completion-'));
  await writeFile(
    join(folder, 'config.yaml'),
    'accounts:\n  work: { url: "sieve://alice@mail" }\n',
  );
  await writeFile(join(folder, 'wrong.yaml'), 'accounts: [\n');
  await writeFile(join(folder, 'my rules.sieve'), '');
});
afterAll(() => rm(folder, { recursive: true }));

async function complete(words: readonly string[]): Promise<{ values: string[]; paths?: string }> {
  const terminal = recordTerminal({ env: { HOME: folder } });
  expect(await run(['complete', '--', ...words], terminal)).toBe(0);
  expect(terminal.errors()).toBe('');
  const lines = terminal.output().trimEnd().split('\n');
  const paths = lines.pop();
  return { values: lines.map((line) => line.split('\t')[0] ?? ''), ...(paths && { paths }) };
}

describe('what may stand at the end of a line', () => {
  it.each<[words: string[], values: string[], paths?: string]>([
    [['form'], ['format']],
    [['remote', 'dea'], ['deactivate']],
    [['remote', 'get', '--o'], ['--output']],
    [
      ['remote', 'ls', '--tls', ''],
      ['starttls', 'implicit', 'none'],
    ],
    [['remote', 'ls', '--tls=i'], ['--tls=implicit']],
    [['remote', 'ls', '--password-command', ''], []],
    [['remote', 'ls', '--ca', ''], [], ':files'],
    [['remote', 'ls', 'si'], ['sieve://']],
    [['remote', 'ls', 'sieve://alice@mail', ''], []],
    [['remote', 'put', 'work', ''], [], ':files'],
    [['remote', 'put', '--json', 'work', ''], [], ':files'],
    [['remote', 'put', '--tls', 'none', 'work', ''], [], ':files'],
    [['remote', 'diff', 'work', 'x'], [], ':files'],
    [['remote', 'deploy', ''], [], ':folders'],
    [['check', 'a', 'b', ''], [], ':files'],
    [['check', '--', '--js'], [], ':files'],
    [['run', ''], [], ':files'],
    [['run', '--json', 'a.sieve', ''], [], ':files'],
    [['run', 'a.sieve', 'b.eml', ''], []],
    [['test', 'a.svtest', ''], [], ':files'],
    [['compare', ''], [], ':files'],
    [['compare', 'a', ''], [], ':files'],
    [['compare', 'a', 'b', 'c', ''], [], ':files'],
    [['check', '--js'], ['--json']],
    [['completion', 'b'], ['bash']],
    [['nonsense', 'more', ''], []],
    [['remote', 'nonsense', ''], []],
  ])('%j', async (words, values, paths = ':none') => {
    const found = await complete(words);
    expect(found).toEqual({ values, paths });
  });

  it('is all commands at its beginning, and not the hidden one', async () => {
    const { values } = await complete(['']);
    expect(values).toContain('remote');
    expect(values).not.toContain('complete');
  });

  it('is an account of the configuration, mistakes in it or not', async () => {
    const config = join(folder, 'config.yaml');
    expect((await complete(['remote', 'ls', '--config', config, ''])).values).toEqual([
      'work',
      'sieve://',
    ]);
    const wrong = join(folder, 'wrong.yaml');
    expect((await complete(['remote', 'ls', '--config', wrong, ''])).values).toEqual(['sieve://']);
  });
});

describe('in bash', () => {
  const main = fileURLToPath(new URL('../../dist/main.js', import.meta.url));

  /** What readline does: parts the line at blanks, : and =, not in quotes, and calls the function. */
  async function press(line: string): Promise<string[]> {
    const script = `
      sievekit() { "$NODE" "$MAIN" "$@"; }
      source <(sievekit completion bash)
      COMP_LINE=$1 COMP_POINT=\${#1}
      mapfile -t COMP_WORDS < <(grep -oE '[:=]|("[^"]*("|$)|[\\\\].|[^:= "])+' <<< "$1")
      [[ $1 == *' ' ]] && COMP_WORDS+=("")
      COMP_CWORD=$((\${#COMP_WORDS[@]} - 1))
      _sievekit sievekit
      printf '%s\\n' "\${COMPREPLY[@]}"`;
    const { stdout } = await promisify(execFile)('bash', ['-c', script, 'bash', line], {
      cwd: folder,
      env: { ...process.env, NODE: process.execPath, MAIN: main, HOME: folder },
    });
    return stdout.split('\n').filter((word) => word !== '');
  }

  it.each([
    ['sievekit rem', ['remote']],
    ['sievekit remote ls --tls=im', ['implicit']],
    ['sievekit remote ls sieve:', ['//']],
    ['sievekit check wr', ['wrong.yaml']],
    ['sievekit check --json  my', ['my rules.sieve']],
    ['sievekit check my\\ r', ['my rules.sieve']],
    ['sievekit check "my r', ['my rules.sieve']],
    ['sievekit check "my rules.sieve" --js', ['--json']],
    ['sievekit remote ls --ca=wr', ['wrong.yaml']],
    ['sievekit remote put "$(touch gone)" wr', ['wrong.yaml']],
  ])('%s', async (line, words) => {
    expect(await press(line)).toEqual(words);
  });
});

it.each([
  ['bash', /^complete -F _sievekit sievekit$/m],
  ['zsh', /^#compdef sievekit\n/],
  ['fish', /^complete -c sievekit -f /m],
])('there is a script for %s', async (shell, line) => {
  const terminal = recordTerminal();
  expect(await run(['completion', shell], terminal)).toBe(0);
  expect(terminal.output()).toMatch(line);
});

it('says which shells there are', async () => {
  const terminal = recordTerminal();
  expect(await run(['completion', 'tcsh'], terminal)).toBe(2);
  expect(terminal.errors()).toMatch(/Allowed choices are bash, zsh, fish/);
});
