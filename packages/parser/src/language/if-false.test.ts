import { expect, test } from 'vitest';
import { parse } from '../syntax/parse.ts';
import { applyEdits } from '../text/edit.ts';
import { wrapInIfFalse } from './if-false.ts';

const wrap = (text: string): string => {
  const { script } = parse(text);
  return applyEdits(text, wrapInIfFalse(script, script.commands));
};

test.each([
  ['one command', 'keep;', 'if false {\n  keep;\n}'],
  ['none', '# nothing', '# nothing'],
  ['CRLF and tabs', '\tkeep;\r\n\tstop;', '\tif false {\r\n\t\tkeep;\r\n\t\tstop;\r\n\t}'],
  [
    'strings and comments over several lines',
    'reject text:\na\n.\n;\n/* a\nb */ # c\nkeep;\n\nstop;',
    'if false {\n  reject text:\na\n.\n  ;\n  /* a\nb */ # c\n  keep;\n\n  stop;\n}',
  ],
])('%s', (_, before, after) => {
  expect(wrap(before)).toBe(after);
});
