import { describe, expect, it } from 'vitest';
import { serverErrorLimit } from '../limits.ts';
import { formatServerErrors, parseServerErrors } from './server-error.ts';

const cases: [string, string, [number | null, string, ('error' | 'warning')?][]][] = [
  [
    'Dovecot, PUTSCRIPT',
    "bad: line 6: error: expected end of command ';', but found end of file.\r\nbad: error: parse failed.\r\n",
    [[6, "expected end of command ';', but found end of file."]],
  ],
  [
    'Dovecot, CHECKSCRIPT',
    "line 2: error: unknown test 'hedder' (only reported once at first occurrence).\r\nerror: validation failed.\r\n",
    [[2, "unknown test 'hedder' (only reported once at first occurrence)."]],
  ],
  [
    'Dovecot, several',
    "line 1: error: unknown command 'foo0'.\nline 2: error: unknown command 'foo1'.\n",
    [
      [1, "unknown command 'foo0'."],
      [2, "unknown command 'foo1'."],
    ],
  ],
  [
    'Dovecot, warning',
    "line 1: warning: specified header field name 'Subject:' is invalid.\n",
    [[1, "specified header field name 'Subject:' is invalid.", 'warning']],
  ],
  [
    'Dovecot, a name with blanks and colons',
    'my: filter: line 3: error: missing end.\n',
    [[3, 'missing end.']],
  ],
  ['Dovecot, the summary alone', 'main: error: parse failed.\n', [[null, 'parse failed.']]],
  [
    'Cyrus',
    'line 2: fileinto extension MUST be enabled with "require" command\r\nline 3: syntax error\r\n',
    [
      [2, 'fileinto extension MUST be enabled with "require" command'],
      [3, 'syntax error'],
    ],
  ],
  [
    'Cyrus, a colon in the message',
    "line 2: address 'nope': syntax error\r\n",
    [[2, "address 'nope': syntax error"]],
  ],
  [
    'Cyrus, trailing blanks',
    'line 1: unbalanced [] at offset 3     \r\n',
    [[1, 'unbalanced [] at offset 3']],
  ],
  ['something else', 'Quota exceeded', [[null, 'Quota exceeded']]],
  ['nothing', '', []],
];

describe('parseServerErrors', () => {
  it.each(cases)('%s', (_, text, expected) => {
    expect(parseServerErrors(text)).toEqual(
      expected.map(([line, message, severity = 'error']) => ({ line, message, severity })),
    );
  });

  it('reads no more than its limit', () => {
    const text = 'line 1: x\n'.repeat(serverErrorLimit + 1);
    expect(parseServerErrors(text)).toHaveLength(serverErrorLimit);
  });

  it('takes time in proportion to the text, however it is made', () => {
    const started = performance.now();
    parseServerErrors(`${': line'.repeat(100_000)}\n${'a: '.repeat(100_000)}`);
    expect(performance.now() - started).toBeLessThan(1000);
  });
});

it('formatServerErrors writes what parseServerErrors reads', () => {
  const errors = [
    { line: 3, message: "unknown command 'foo'", severity: 'error' },
    { line: null, message: 'too many errors', severity: 'error' },
    { line: 12, message: 'line 3: a name that looks like: a place', severity: 'warning' },
  ] as const;
  expect(parseServerErrors(formatServerErrors(errors))).toEqual(errors);
  expect(formatServerErrors([{ line: 1, message: 'a\r\n b', severity: 'error' }])).toBe(
    'line 1: error: a b\r\n',
  );
});
