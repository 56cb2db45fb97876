import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recordTerminal } from '../test/recorded-terminal.ts';
import { run } from './program.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sievekit-cli-'));
  await writeFile(join(folder, 'good.sieve'), 'require "fileinto";\nfileinto "Junk";\n');
  await writeFile(join(folder, 'bad.sieve'), 'keep;\nfileinto "Jünk";\n');
  await writeFile(join(folder, 'latin1.sieve'), Buffer.from('# J\xfcrgen\nkeep;\n', 'latin1'));
  await writeFile(join(folder, 'program'), Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 1]));
});
afterAll(() => rm(folder, { recursive: true }));

async function sievekit(args: readonly string[], input = '') {
  const terminal = recordTerminal({ input });
  const code = await run(args, terminal);
  return { code, output: terminal.output(), errors: terminal.errors() };
}

describe('sievekit', () => {
  it.each([
    [[], 2, /Usage: sievekit .*\n/],
    [['chekc'], 2, /Did you mean check\?/],
    [['check'], 2, /missing required argument 'files'/],
    [['check', '--jsno', 'x'], 2, /Did you mean --json\?/],
    [['editor'], 2, /must know the mail server.*--config.*--demo/],
    [['editor', '--demo', 'x', '--port', 'http'], 2, /--port http is no port/],
    [['bridge', 'serve'], 2, /needs --socket, --spool and --rspamd, or a configuration file/],
    [['bridge', 'serve', '--config', '/nowhere.yaml'], 2, /nowhere\.yaml: there is no such file/],
    [['remote', 'ls', 'alice@host'], 2, /no address of an account/],
    [
      ['remote', 'ls', 'sieve://a@127.0.0.1:1'],
      2,
      /No password of a on 127.0.0.1: set the variable/,
    ],
    [['remote', 'ls', '--tls', 'none', 'sieve://a@h'], 2, /--allow-plaintext-password/],
    [
      ['remote', 'ls', '--tls', 'ssl', 'sieve://a@h'],
      2,
      /Allowed choices are starttls, implicit, none/,
    ],
  ] as const)('%j ends with %i and a sentence', async (args, code, message) => {
    const ended = await sievekit(args);
    expect(ended).toMatchObject({ code, output: '' });
    expect(ended.errors).toMatch(message);
  });

  it.each([['--help'], ['check', '--help'], ['remote', 'put', '--help']])(
    '%s %s prints help and ends with 0',
    async (...args) => {
      expect(await sievekit(args)).toMatchObject({ code: 0, errors: '' });
    },
  );
});

describe('sievekit check', () => {
  const path = (name: string): string => join(folder, name);

  it('ends with 0 where all is well', async () => {
    const ended = await sievekit(['check', path('good.sieve')]);
    expect(ended).toEqual({ code: 0, output: '1 script: no errors\n', errors: '' });
  });

  it('shows the line of an error, and ends with 1', async () => {
    const { code, output } = await sievekit(['check', path('good.sieve'), path('bad.sieve')]);
    expect(code).toBe(1);
    expect(output).toContain(`${path('bad.sieve')}:2:1: error: `);
    expect(output).toContain('2 | fileinto "Jünk";\n    | ^^^^^^^^\n');
    expect(output).toMatch(/\n2 scripts: 1 error\n$/);
  });

  it('reads standard input', async () => {
    const { code, output } = await sievekit(['check', '-'], 'kep;');
    expect(code).toBe(1);
    expect(output).toMatch(/^<stdin>:1:1: error: .*Did you mean keep\?/);
  });

  it('prints stable JSON', async () => {
    const { output } = await sievekit(['check', '--json', path('bad.sieve')]);
    const { files } = JSON.parse(output);
    expect(files).toHaveLength(1);
    expect(files[0].path).toBe(path('bad.sieve'));
    expect(files[0].diagnostics).toEqual([
      {
        code: 'missing-require',
        severity: 'error',
        message: expect.stringContaining('fileinto'),
        from: 6,
        to: 14,
        line: 2,
        column: 1,
        endLine: 2,
        endColumn: 9,
        fixes: [expect.objectContaining({ edits: [expect.objectContaining({ from: 0 })] })],
      },
    ]);
  });

  it('reports bytes that are no UTF-8, and goes on', async () => {
    const { code, output } = await sievekit(['check', path('latin1.sieve')]);
    expect(code).toBe(1);
    expect(output).toMatch(/latin1\.sieve:1:4: error: Not UTF-8.* fc .*Save the file as UTF-8/);
  });

  it('checks for the server that is named', async () => {
    const script = 'require ["spamtest", "fcc"];\n';
    const { code, output } = await sievekit(['check', '--profile', 'pigeonhole-0.5', '-'], script);
    expect(code).toBe(1);
    expect(output).toMatch(/note: "spamtest" is off by default on Pigeonhole 0\.5/);
    expect(output).toMatch(/error: This will not load on Pigeonhole 0\.5.*because .* "fcc"/);
    expect(output).toMatch(/1 script: 1 error, 1 note\n$/);
    expect(await sievekit(['check', '--profile', 'cyrus-3.10', '-'], 'keep;')).toMatchObject({
      code: 0,
    });
  });

  it('switches rules off, and makes others errors', async () => {
    const options = ['--rule', 'redundant-stop=off', '--rule', 'double-not=error'];
    const { code, output } = await sievekit(
      ['check', ...options, '-'],
      'if not not exists "a" { keep; }\nstop;\n',
    );
    expect(code).toBe(1);
    expect(output).toMatch(/\[double-not\][\s\S]*\n1 script: 1 error\n$/);
  });

  it('says where a server notices a brace that is missing', async () => {
    const { output } = await sievekit(['check', '-'], 'if true {\n  keep;\n\nstop;\n');
    expect(output).toContain('\n  A server names line 5.\n');
  });

  it.each([
    [['--profile', 'pigeonhole'], /no profile "pigeonhole".*any, pigeonhole-0\.5/],
    [['--json', '--sarif'], /--json and --sarif exclude each other/],
    [['--rule', 'nothing=off'], /no rule "nothing"/],
    [['--rule', 'redundant-stop'], /"redundant-stop" can be off, note, warning, error/],
  ])('refuses %j', async (options, message) => {
    const { code, errors } = await sievekit(['check', ...options, '-'], 'keep;');
    expect(code).toBe(2);
    expect(errors).toMatch(message);
  });

  it('says what is wrong with the others where one cannot be read, and ends with 2', async () => {
    const ended = await sievekit(['check', path('nowhere.sieve'), path('bad.sieve')]);
    expect(ended.code).toBe(2);
    expect(ended.errors).toMatch(
      /^sievekit: Cannot read .*nowhere\.sieve: there is no such file\.\n$/,
    );
    expect(ended.output).toMatch(/bad\.sieve:2:1: error: /);
  });

  it.each([
    ['nowhere.sieve', /there is no such file/],
    ['', /it is a folder, not a file/],
    ['program', /holds a NUL byte, as only binary files do/],
  ])('cannot check %j, says why, and ends with 2', async (name, message) => {
    const { code, errors } = await sievekit(['check', path(name)]);
    expect(code).toBe(2);
    expect(errors).toMatch(message);
  });
});
