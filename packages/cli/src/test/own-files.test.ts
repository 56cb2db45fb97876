import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { recordTerminal } from '../../test/recorded-terminal.ts';
import { run } from '../program.ts';

const folder = fileURLToPath(new URL('../../../interpreter/test', import.meta.url));

it('passes the test files of the interpreter', async () => {
  const terminal = recordTerminal();
  const status = await run(['test', '--json', folder], terminal);
  const { files, passed, failed, skipped } = JSON.parse(terminal.output());
  const wrong = files.flatMap(({ path, tests }: { path: string; tests: { status: string }[] }) =>
    tests.filter((test) => test.status !== 'pass').map((test) => ({ path, ...test })),
  );
  expect(wrong).toEqual([]);
  expect([status, failed, skipped]).toEqual([0, 0, 0]);
  expect(passed).toBeGreaterThan(60);
});
