import { lintRules } from '@sievekit/parser';
import { expect, test } from 'vitest';
import { recordTerminal } from '../../test/recorded-terminal.ts';
import { run } from '../program.ts';

async function sievekit(...args: string[]) {
  const terminal = recordTerminal();
  const code = await run(args, terminal);
  return { code, output: terminal.output(), errors: terminal.errors() };
}

test('lint --list prints one line a rule, in columns', async () => {
  const { code, output, errors } = await sievekit('lint', '--list');
  expect({ code, errors }).toEqual({ code: 0, errors: '' });
  const lines = output.trimEnd().split('\n');
  expect(lines).toHaveLength(lintRules.length);
  expect(lines.find((line) => line.startsWith('double-not '))).toMatch(
    /^double-not {2,}note {5}A `not` right inside another: the two cancel out\.$/,
  );
});

test('lint --list --json prints the same as JSON', async () => {
  const { code, output } = await sievekit('lint', '--list', '--json');
  expect(code).toBe(0);
  expect(JSON.parse(output)).toEqual({ rules: lintRules });
});

test.each([[[]], [['a.sieve']], [['--list', 'a.sieve']]])(
  'lint %j says which command applies the rules, and ends with 2',
  async (rest) => {
    const { code, errors } = await sievekit('lint', ...rest);
    expect(code).toBe(2);
    expect(errors).toContain('sievekit check FILE… applies them');
  },
);
