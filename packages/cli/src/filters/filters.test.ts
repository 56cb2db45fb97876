import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recordTerminal } from '../../test/recorded-terminal.ts';
import { run } from '../program.ts';

const corpus = new URL('../../../../test/corpus/dialects/', import.meta.url).pathname;
const roundcube = `${corpus}roundcube.sieve`;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sievekit-filters-'));
  writeFileSync(join(folder, 'twice.sieve'), '# rule:[A]\nkeep;\n# rule:[A]\nstop;\n');
  writeFileSync(join(folder, 'mark.sieve'), '\ufeffkeep;\r\nstop;\n');
  writeFileSync(join(folder, 'broken.sieve'), 'keep');
  writeFileSync(join(folder, 'none.sieve'), 'require "copy";\n');
  writeFileSync(
    join(folder, 'escape.sieve'),
    '# rule:[\u001b[31m]\nif header :is "a" "x\ny\u202e" { keep; }\nif true { stop; }\n',
  );
});
afterAll(() => rmSync(folder, { recursive: true }));

async function filters(args: readonly string[], input = '') {
  const terminal = recordTerminal({ input });
  const code = await run(['filters', ...args], terminal);
  return { code, output: terminal.output(), errors: terminal.errors() };
}

describe('sievekit filters', () => {
  it('lists the rules in sentences', async () => {
    expect(await filters([roundcube])).toEqual({
      code: 0,
      errors: '',
      output:
        '3 rules, as roundcube writes them\n' +
        '1. Lists: If the header List-Id contains sieve, move it to Lists and stop.\n' +
        '2. Boss [important] (off): If the sender is boss@example.org or the subject contains urgent, mark it Flagged and keep it.\n' +
        '3. Ham: If the header x-spam-flag does not contain yes and the message is smaller than 100 KB, move it to Clean.\n',
    });
  });

  it('shows line breaks and control characters by number', async () => {
    const { output } = await filters([join(folder, 'escape.sieve')]);
    expect(output.split('\n')[1]).toBe(
      '1. \\u{1b}[31m: If the header a is x\\u{a}y\\u{202e}, keep it.',
    );
  });

  it('gives JSON', async () => {
    const { output } = await filters(['--json', '-'], 'if true { keep; }\n');
    expect(JSON.parse(output)).toEqual({
      dialect: 'plain',
      filters: [{ name: '', enabled: true, kind: 'form', from: 0, to: 17, sentence: 'Keep it.' }],
    });
  });

  it('rewrites nothing, byte for byte', async () => {
    const { output } = await filters(['--rewrite', join(folder, 'mark.sieve')]);
    expect(output).toBe('\ufeffkeep;\r\nstop;\n');
  });

  it('rewrites no file of the corpus, whatever its line ends', async () => {
    const files = readdirSync(corpus).filter((name) => name.endsWith('.sieve'));
    for (const name of files) {
      const { code, output } = await filters(['--rewrite', join(corpus, name)]);
      const bytes = readFileSync(join(corpus, name));
      expect([name, code, Buffer.from(output).equals(bytes)]).toEqual([name, 0, true]);
      expect((await filters(['--json', join(corpus, name)])).code).toBe(0);
    }
    expect(files.length).toBeGreaterThanOrEqual(60);
  });

  it('switches a rule off, and on', async () => {
    const off = await filters(['--disable', 'Lists', roundcube]);
    expect(off.output).toContain('if false # header :contains "List-Id" "sieve"\r\n{');
    const on = await filters(['--enable', 'Lists', '-'], off.output);
    expect(on.output).toBe(readFileSync(roundcube, 'utf8'));
  });

  it('moves a rule', async () => {
    const { output } = await filters(['--move', 'Ham', '0', roundcube]);
    expect(output.match(/rule:\[\w+/g)).toEqual(['rule:[Ham', 'rule:[Lists', 'rule:[Boss']);
  });

  it.each([
    [['--disable', 'List', roundcube], 2, /There is no rule “List”. There are: Lists, /],
    [['--disable', 'A', 'twice.sieve'], 2, /2 rules are called “A”. Say which: #1, #2/],
    [['--move', 'Ham', '3', roundcube], 2, /a number from 0 to 2, not “3”/],
    [['--move', 'Ham', roundcube], 2, /takes its name, its new index from 0, and the file/],
    [['--move', '#1', '0', 'none.sieve'], 2, /no rule “#1”. The script has no rules/],
    [['--disable', '', 'escape.sieve'], 2, /no rule “”. There are: \\u\{1b\}\[31m, #2\./],
    [['--json', '--rewrite', roundcube], 2, /cannot be used with/],
    [['nowhere.sieve'], 2, /there is no such file/],
    [['broken.sieve'], 1, /broken.sieve has errors of syntax: see sievekit check/],
  ])('%j ends with %d and says why', async (args, code, message) => {
    const full = args.map((arg) => (/^[a-z]+\.sieve$/.test(arg) ? join(folder, arg) : arg));
    const ended = await filters(full);
    expect(ended).toMatchObject({ code, output: '' });
    expect(ended.errors).toMatch(message);
  });

  it('takes a rule by its place', async () => {
    const { output } = await filters(['--disable', '#2', join(folder, 'twice.sieve')]);
    expect(output).toBe('# rule:[A]\nkeep;\n# rule:[A]\nif false {\nstop;\n}\n');
  });
});
