import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { type RecordedTerminal, recordTerminal } from '../../test/recorded-terminal.ts';
import { testWatchRest } from '../limits.ts';
import { run } from '../program.ts';
import { testFiles } from './test-files.ts';

const folder = mkdtempSync(join(tmpdir(), 'sievekit-test-'));
afterAll(() => rmSync(folder, { recursive: true }));

const file = (name: string, text: string): string => {
  const path = join(folder, name);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, text);
  return path;
};
const head = 'require ["vnd.dovecot.testsuite", "fileinto"];\n';
const useScript = (name: string): string =>
  `if not allof(test_script_compile "${name}", test_script_run) { test_fail "no"; }`;

async function sievekit(...args: string[]) {
  const terminal = recordTerminal();
  const status = await run(['test', ...args], terminal);
  return { status, out: terminal.output().replaceAll(folder, ''), err: terminal.errors() };
}

describe('coverage', () => {
  const script =
    'require ["fileinto", "include"];\n' +
    'if header "subject" "a" { fileinto "A"; }\n' +
    'elsif header "subject" "b" { fileinto "B"; }\n' +
    'if not exists "x-none" { include "part"; }\n' +
    'if false { if true { keep; } }\n';
  file('cover/lists.sieve', script);
  file('cover/included/part.sieve', 'if exists "subject" { keep; } else { stop; }');
  const first = file(
    'cover/one.svtest',
    `${head}test_set "message" "Subject: a\n\n";\ntest "a" { ${useScript('lists.sieve')} }`,
  );
  const second = file(
    'cover/two.svtest',
    `${head}test_set "message" "Subject: b\n\n";\ntest "b" { ${useScript('lists.sieve')} }`,
  );

  it('says which branches no case went through', async () => {
    const { status, out } = await sievekit('--coverage', first, second);
    expect(status).toBe(0);
    expect(out.split('\n\n').at(-1)).toBe(
      '/cover/lists.sieve: 5 of 10 branches, 50 %\n' +
        '  line 3: elsif header "subject" "b" was true each time\n' +
        '  line 4: if not exists "x-none" was true each time\n' +
        '  line 5: if false was never true\n' +
        '  line 5: if true was never reached\n' +
        '/cover/part (included, personal): 1 of 2 branches, 50 %\n' +
        '  line 1: if exists "subject" was true each time\n',
    );
  });

  it.each([
    ['tap', /\n# .*lists\.sieve: \d of 10 branches.*\n# {3}line 2/],
    ['json', /"coverage": \[\n {4}\{\n {6}"path": ".*\/cover\/lists.sieve",\n {6}"branches": 10/],
  ])('as %s', async (reporter, expected) => {
    expect((await sievekit('--coverage', '--reporter', reporter, first)).out).toMatch(expected);
  });

  it('is beside a report that has no place for it', async () => {
    const { out, err } = await sievekit('--coverage', '--reporter', 'junit', first);
    expect(out).toMatch(/<\/testsuites>\n$/);
    expect(err).toMatch(/lists\.sieve: \d of 10/);
  });
});

describe('reporters', () => {
  const path = file(
    'report.svtest',
    `${head}test "good" {}\ntest "bad" { test_fail "why"; }\n` +
      'test "wrong" { test_set "x" "y"; }\nstop;\ntest "never" {}\n',
  );

  it('gives JSON of exactly this form', async () => {
    const { status, out } = await sievekit('--reporter', 'json', path);
    expect(status).toBe(1);
    expect(JSON.parse(out)).toEqual({
      files: [
        {
          path: '/report.svtest',
          tests: [
            { name: 'good', status: 'pass', message: '' },
            { name: 'bad', status: 'fail', message: 'Line 3: why' },
            { name: 'wrong', status: 'error', message: 'Line 4: test_set knows no "x".' },
            {
              name: 'never',
              status: 'skip',
              message: 'Line 6: the file ended before this case, or went around it.',
            },
          ],
        },
      ],
      passed: 1,
      failed: 2,
      skipped: 1,
    });
  });

  it('gives TAP', async () => {
    const { out } = await sievekit('--reporter', 'tap', path);
    expect(out).toBe(
      'TAP version 14\n1..4\nok 1 - /report.svtest: good\n' +
        'not ok 2 - /report.svtest: bad\n  ---\n  message: "Line 3: why"\n  ...\n' +
        'not ok 3 - /report.svtest: wrong\n  ---\n  message: "Line 4: test_set knows no \\"x\\"."\n  ...\n' +
        'ok 4 - /report.svtest: never # SKIP\n' +
        '  ---\n  message: "Line 6: the file ended before this case, or went around it."\n  ...\n',
    );
  });
});

it('prints what test files print beside the report', async () => {
  const text = `${head}test_set "message" "Subject: hi\n\ntext\n";
test "a" { fileinto "A"; test_result_print; test_message_print; }`;
  const { out, err } = await sievekit('--json', file('print.svtest', text));
  expect(JSON.parse(out)).toMatchObject({ passed: 1 });
  expect(err).toBe('Filed into A. (line 6)\nSubject: hi\n\ntext\n');
});

describe('watch', () => {
  const until = async (terminal: RecordedTerminal, text: string): Promise<void> => {
    for (let tries = 0; !(terminal.output() + terminal.errors()).includes(text); tries++) {
      expect(tries, terminal.output()).toBeLessThan(200);
      await delay(25);
    }
  };

  it('runs again when a test file, a script or a folder changes', async () => {
    file('watch/a.svtest', `${head}test "a" { ${useScript('x.sieve')} }`);
    const terminal = recordTerminal();
    const end = new AbortController();
    const done = testFiles([join(folder, 'watch')], { watch: true }, terminal, end.signal);
    await until(terminal, '0 passed, 1 failed');
    file('watch/x.sieve', 'keep;');
    await until(terminal, '1 passed, 0 failed');
    file('watch/b.svtest', `${head}test "b" {} test "c" {}`);
    await until(terminal, '3 passed, 0 failed');
    await delay(3 * testWatchRest);
    const before = terminal.output();
    file('watch/report.txt', before);
    await delay(3 * testWatchRest);
    expect(terminal.output()).toBe(before);
    rmSync(join(folder, 'watch/a.svtest'));
    rmSync(join(folder, 'watch/b.svtest'));
    await until(terminal, 'holds no .svtest files');
    end.abort();
    expect(await done).toBe(2);
  });
});
