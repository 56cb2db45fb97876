import type { TestCase } from '@sievekit/interpreter';
import { coverageText, type ScriptCoverage } from './coverage.ts';

/** A test file and how its cases went. */
export interface TestedFile {
  readonly path: string;
  readonly tests: readonly TestCase[];
}

/** `coverage`: null where nobody asked for it. */
type Reporter = (
  files: readonly TestedFile[],
  coverage: readonly ScriptCoverage[] | null,
) => string;

/** Ways to report test files, by the names of `--reporter`. */
export const reporters: Readonly<Record<string, Reporter>> = { spec, tap, junit, json };

interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

function count(files: readonly TestedFile[]): Counts {
  const tests = files.flatMap((file) => file.tests);
  const amount = (...statuses: TestCase['status'][]): number =>
    tests.filter(({ status }) => statuses.includes(status)).length;
  return { passed: amount('pass'), failed: amount('fail', 'error'), skipped: amount('skip') };
}

const marks: Readonly<Record<TestCase['status'], string>> = {
  pass: '✓',
  fail: '✗',
  error: '✗',
  skip: '-',
};

function spec(files: readonly TestedFile[], coverage: readonly ScriptCoverage[] | null): string {
  const blocks = files.map(({ path, tests }) => {
    const lines = tests.map(({ name, status, message }) => {
      const why =
        message === '' ? '' : `\n      ${status}: ${message.replaceAll('\n', '\n      ')}`;
      return `  ${marks[status]} ${name}${why}`;
    });
    return [path, ...lines].join('\n');
  });
  const { passed, failed, skipped } = count(files);
  const sum = `${passed} passed, ${failed} failed, ${skipped} skipped\n`;
  const branches = coverage === null ? '' : `\n${coverageText(coverage)}`;
  return `${blocks.join('\n\n')}\n\n${sum}${branches}`;
}

/** Test Anything Protocol, version 14. */
function tap(files: readonly TestedFile[], coverage: readonly ScriptCoverage[] | null): string {
  const all = files.flatMap(({ path, tests }) => tests.map((test) => ({ path, ...test })));
  const lines = all.map(({ path, name, status, message }, index) => {
    const verdict = status === 'fail' || status === 'error' ? 'not ok' : 'ok';
    const title = `${path}: ${name}`.replace(/[\\#]/g, '\\$&').replace(/\s+/g, ' ');
    const why = message === '' ? '' : `\n  ---\n  message: ${JSON.stringify(message)}\n  ...`;
    return `${verdict} ${index + 1} - ${title}${status === 'skip' ? ' # SKIP' : ''}${why}`;
  });
  const comments =
    coverage === null ? '' : coverageText(coverage).replace(/^/gm, '# ').slice(0, -2);
  return `${['TAP version 14', `1..${all.length}`, ...lines].join('\n')}\n${comments}`;
}

function junit(files: readonly TestedFile[]): string {
  const { passed, failed, skipped } = count(files);
  const suites = files.map((file) => {
    const counts = count([file]);
    const cases = file.tests.map((test) => junitCase(file.path, test));
    const total = file.tests.length;
    const head = `<testsuite name="${escapeXml(file.path)}" tests="${total}" failures="${counts.failed}" skipped="${counts.skipped}">`;
    return `  ${head}\n${cases.join('')}  </testsuite>\n`;
  });
  const total = passed + failed + skipped;
  return (
    '<?xml version="1.0" encoding="UTF-8"?>\n' +
    `<testsuites tests="${total}" failures="${failed}" skipped="${skipped}">\n${suites.join('')}</testsuites>\n`
  );
}

function junitCase(path: string, { name, status, message }: TestCase): string {
  const head = `    <testcase classname="${escapeXml(path)}" name="${escapeXml(name)}"`;
  if (status === 'pass') return `${head}/>\n`;
  const tag = { fail: 'failure', error: 'error', skip: 'skipped' }[status];
  return `${head}><${tag} message="${escapeXml(message)}"/></testcase>\n`;
}

/** For an attribute of XML 1.0, which has no control characters. */
function escapeXml(text: string): string {
  return text
    .replace(/[^\t\n\r\x20-\ud7ff\ue000-\ufffd]/g, '\ufffd')
    .replace(/[&<>"\t\n\r]/g, (unit) => `&#${unit.charCodeAt(0)};`);
}

function json(files: readonly TestedFile[], coverage: readonly ScriptCoverage[] | null): string {
  const branches = coverage === null ? {} : { coverage };
  return `${JSON.stringify({ files, ...count(files), ...branches }, null, 2)}\n`;
}
