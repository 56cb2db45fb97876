import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Script } from '../syntax/ast.ts';
import { parse } from '../syntax/parse.ts';
import { visit } from '../syntax/visit.ts';
import { applyEdits } from '../text/edit.ts';
import { type FormatOptions, format } from './format.ts';

/** All that a script says, and its comments in order; nothing of its layout. */
function meaning(script: Script): string {
  const { tokens, text } = script;
  const found: string[] = [];
  for (let i = 0; i < tokens.length; i++) {
    if (tokens.kind(i) === 'whitespace') continue;
    found.push(`${tokens.kind(i)} ${text.slice(tokens.start(i), tokens.start(i + 1))}`);
  }
  visit(script, (node, depth) => {
    const said = 'value' in node ? node.value : 'lower' in node ? node.lower : '';
    found.push(`${depth} ${node.type} ${said}`);
    return true;
  });
  return found.join('\n');
}

/** Which comments have a line of their own. */
function places(script: Script): string[] {
  const { tokens, text } = script;
  const found: string[] = [];
  for (let i = 0; i < tokens.length; i++) {
    const kind = tokens.kind(i);
    if (kind !== 'hash-comment') continue;
    const line = text.slice(text.lastIndexOf('\n', tokens.start(i)) + 1, tokens.start(i));
    found.push(/^\ufeff?[ \t\r]*$/.test(line) ? 'own line' : 'end of line');
  }
  return found;
}

function hold(text: string, options: FormatOptions = {}): void {
  const result = format(text, options);
  const before = parse(text);
  if (before.diagnostics.length > 0) {
    expect(result).toEqual({ edits: [], text, diagnostics: before.diagnostics });
    return;
  }
  expect(applyEdits(text, result.edits)).toBe(result.text);
  const after = parse(result.text);
  expect(after.diagnostics).toEqual([]);
  expect(meaning(after.script)).toBe(meaning(before.script));
  expect(places(after.script)).toEqual(places(before.script));
  if (options.range === undefined) {
    expect(format(result.text, options)).toEqual({ ...result, edits: [] });
  }
}

const fragment = fc.oneof(
  fc.constantFrom(
    ...'{}()[],;;;;:"#\n\n\r\t    ',
    ...['text:\n.\n', 'text: # a\r\nb\r\n.\r\n', '\r\n', '/* a */', '/*\n*/', '# b\n', '# c\r\n'],
    ...['if true {', '}', '} else {', 'elsif', 'not', 'anyof (', ')', 'true', 'keep;', 'keep'],
    ...[':is', '"a"', '"a\n b"', '["a", "b"]', '["a",', '12k', '\ufeff', 'stop;\n', 'x "a"'],
  ),
  fc.string({ maxLength: 2 }),
);
const soup = fc.array(fragment, { maxLength: 25 }).map((parts) => parts.join(''));

const space = fc.oneof(
  { arbitrary: fc.constantFrom(' ', '\n', '\t', '  ', '\n\n\n', '\r\n  ', '\r'), weight: 6 },
  {
    arbitrary: fc.constantFrom(
      ...['# a\n', ' # b \r\n', '\n# c\n\n\n# d\n', '/* e */', '\n/* f */', '/* g */\n'],
      ...['\n  /* h\n   */\n', '/* i\r\n*/', '\n\n/* j */ /* k */ # l\n', '# m\r\r\n'],
    ),
    weight: 2,
  },
);
const word = fc.constantFrom('a', 'lists', 'alice@example.org', 'a string of some more words', '');
const string = fc.oneof(
  { arbitrary: word.map((value) => `"${value}"`), weight: 8 },
  { arbitrary: fc.constantFrom('"a\nb"', 'text:\n.\n', 'text: # a\r\n..\r\n.\r\n'), weight: 1 },
);
/** Pieces, each with white space or comments before it. */
function spaced(parts: readonly fc.Arbitrary<string>[]): fc.Arbitrary<string> {
  const pieces = parts.flatMap((part) => [space, part]);
  return fc.tuple(...pieces).map((made) => made.join(''));
}
function list(item: fc.Arbitrary<string>, open: string, close: string): fc.Arbitrary<string> {
  const more = fc.array(spaced([fc.constant(','), item]), { maxLength: 4 });
  const rest = more.map((items) => items.join(''));
  return spaced([fc.constant(open), item, rest, fc.constant(close)]);
}
const argument = fc.oneof(
  string,
  fc.constantFrom(':is', ':comparator', '100K', '0'),
  list(string, '[', ']'),
);
const args = fc.array(spaced([argument]), { maxLength: 4 }).map((made) => made.join(''));
const { script } = fc.letrec<{ test: string; command: string; script: string }>((tie) => ({
  test: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    spaced([fc.constantFrom('header', 'size', 'Exists'), args]),
    spaced([fc.constant('not'), tie('test')]),
    spaced([fc.constantFrom('anyof', 'AllOf'), list(tie('test'), '(', ')')]),
  ),
  command: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    spaced([fc.constantFrom('keep', 'fileinto', 'x_1'), args, fc.constant(';')]),
    spaced([
      ...[fc.constant('if'), tie('test'), fc.constant('{'), tie('script'), fc.constant('}')],
      ...[fc.constantFrom('elsif true', 'ELSE', 'if not true'), fc.constant('{'), tie('script')],
      fc.constant('}'),
    ]),
  ),
  script: spaced([
    fc.array(tie('command'), { maxLength: 4 }).map((made) => made.join('')),
    fc.constant(''),
  ]),
}));
const options = fc.record({ width: fc.integer({ min: 1, max: 120 }) });

describe('format of any script of the grammar', () => {
  it('keeps what it says and where its comments are, and does nothing the second time', () => {
    fc.assert(
      fc.property(script, options, (text, chosen) => {
        hold(text, chosen);
        hold(`\ufeff${text}`, chosen);
      }),
      { numRuns: 200 },
    );
  });

  it('keeps what it says where a range is formatted', () => {
    fc.assert(
      fc.property(script, options, fc.nat(300), fc.nat(100), (text, { width }, from, length) => {
        hold(text, { width, range: { from, to: from + length } });
      }),
      { numRuns: 150 },
    );
  });
});

describe('format of anything that parses', () => {
  it('keeps what it says; what does not parse stays', () => {
    fc.assert(
      fc.property(soup, options, (text, chosen) => hold(text, chosen)),
      { numRuns: 1000 },
    );
  });
});
