import { describe, expect, it } from 'vitest';
import { limits } from '../limits.ts';
import { renderDiagnostic } from '../text/code-frame.ts';
import { applyEdits } from '../text/edit.ts';
import type { Command, Test } from './ast.ts';
import { parse } from './parse.ts';
import { syntaxCodes } from './report.ts';

/** A tree as one line: names, arguments, tests in parentheses, blocks in braces. */
function outline(nodes: readonly (Command | Test)[]): string {
  return nodes
    .map((node) => {
      const args = node.arguments.map((a) => {
        if (a.type === 'tag') return `:${a.name}`;
        if (a.type === 'list') return `[${a.items.map((item) => item.value).join('|')}]`;
        return String(a.value);
      });
      const tests = node.tests.length > 0 ? [`(${outline(node.tests)})`] : [];
      const block = 'block' in node && node.block ? [`{${outline(node.block.commands)}}`] : [];
      return [node.name.lower, ...args, ...tests, ...block].join(' ');
    })
    .join('; ');
}

describe('what parses', () => {
  it.each([
    ['nothing', '', ''],
    ['a byte-order mark', '\ufeffkeep;', 'keep'],
    ['names in any case', 'KEEP; _a1;', 'keep; _a1'],
    ['tags and numbers', 'x :Over 1 2k 3M 4G 007;', 'x :Over 1 2048 3145728 4294967296 7'],
    ['the largest number', 'x 18446744073709551615;', 'x 18446744073709551615'],
    ['escapes', String.raw`x "a\"b\\c\d";`, String.raw`x a"b\cd`],
    ['a string over lines', 'x "a\r\nb";', 'x a\r\nb'],
    ['no space where none is needed', 'x:is"a""b"["c","d"];', 'x :is a b [c|d]'],
    ['text', 'x text:\r\na\r\n..b\r\n.c\r\n.\r\n;', 'x a\r\n.b\r\n.c\r\n'],
    ['text with LF and a comment', 'x TEXT: \t# note\n..\n.\n;', 'x .\n'],
    ['empty text', 'x text:\n.\n;', 'x '],
    ['comments anywhere', '#a\n/*b*/x/*c\n*/:t#d\n/***/;/**/#e', 'x :t'],
    [
      'tests and blocks',
      'if not a { b; } else { if c(d, e "f") {} }',
      'if (not (a)) {b}; else  {if (c (d; e f)) {}}',
    ],
    ['a test in a list', 'if a (b) { }', 'if (a (b)) {}'],
  ])('%s', (_name, text, expected) => {
    const { script, diagnostics } = parse(text);
    expect(diagnostics).toEqual([]);
    expect(outline(script.commands)).toBe(expected.replace('else  {', 'else {'));
  });

  it('gives every node its range', () => {
    const text = 'if a ["b", "c"] { d; } # e';
    const [command] = parse(text).script.commands;
    const show = (node: { from: number; to: number } | null | undefined): string =>
      node ? text.slice(node.from, node.to) : '';
    expect(show(command)).toBe('if a ["b", "c"] { d; }');
    expect(show(command?.tests[0])).toBe('a ["b", "c"]');
    expect(show(command?.tests[0]?.arguments[0])).toBe('["b", "c"]');
    expect(show(command?.block)).toBe('{ d; }');
    expect(show(command?.block?.commands[0])).toBe('d;');
  });
});

/** Scripts with one mistake each: its code, and the tree that is understood nevertheless. */
const mistakes: [code: string, script: string, outline: string][] = [
  ['block-without-command', 'keep;\n{ stop; }', 'keep; stop'],
  ['command-expected', '"a" :b;\nkeep;', 'keep'],
  ['command-expected', '(a) { stop; }\nkeep;', 'stop; keep'],
  ['else-if', 'if a { } else if b { stop; }', 'if (a) {}; elsif (b) {stop}'],
  ['empty-list', 'a [];', 'a []'],
  ['empty-test-list', 'if anyof() { stop; }', 'if (anyof) {stop}'],
  ['extra-comma', 'a ["b",];', 'a [b]'],
  ['extra-comma', 'a ["b",,"c"];', 'a [b|c]'],
  ['extra-comma', 'a [,"c"];', 'a [c]'],
  ['extra-comma', 'if anyof(b,) { stop; }', 'if (anyof (b)) {stop}'],
  ['extra-comma', 'if anyof(b,,c) { stop; }', 'if (anyof (b; c)) {stop}'],
  ['lone-carriage-return', 'a "b\rc";', 'a b\rc'],
  ['lone-carriage-return', 'a text:\nb\rc\n.\n;', 'a b\rc\n'],
  ['missing-comma', 'a ["b" "c"];', 'a [b|c]'],
  ['missing-comma', 'if anyof (true false) { stop; }', 'if (anyof (true; false)) {stop}'],
  ['missing-comma', 'if anyof (b "x"\n c "y") { stop; }', 'if (anyof (b x; c y)) {stop}'],
  ['missing-left-brace', 'if true\n  stop;\n}\nkeep;', 'if (true) {stop}; keep'],
  ['missing-left-brace', 'if a { } else\n  stop;\n}', 'if (a) {}; else {stop}'],
  ['missing-left-brace', 'if a :b "c" fileinto "d"; }', 'if (a :b c) {fileinto d}'],
  ['missing-left-brace', 'if a { if b }\nkeep;', 'if (a) {if (b) {}}; keep'],
  ['missing-left-brace', 'if a', 'if (a) {}'],
  ['missing-left-brace', 'if a { if b "c" else { d; } } e;', 'if (a) {if (b c) {}; else {d}}; e'],
  ['missing-left-brace', 'if a { if b if c { d; } } }', 'if (a) {if (b) {if (c) {d}}}'],
  ['missing-left-brace', 'if a "b" keep; }\nif c { }', 'if (a b) {keep}; if (c) {}'],
  ['missing-left-bracket', 'a "b", "c"] :d;', 'a [b|c] :d'],
  ['missing-left-bracket', 'a "b", "c", "d";', 'a [b|c|d]'],
  ['missing-left-bracket', 'if anyof(a "b", "c"], d) { }', 'if (anyof (a [b|c]; d)) {}'],
  ['missing-left-parenthesis', 'if not anyof a, b) { stop; }', 'if (not (anyof (a; b))) {stop}'],
  ['missing-right-brace', 'if a {\n  stop;\nif b {\n  keep;\n}\n', 'if (a) {stop}; if (b) {keep}'],
  [
    'missing-right-brace',
    'if a {\n  if b {\n    stop;\n}\nkeep;\n',
    'if (a) {if (b) {stop}}; keep',
  ],
  ['missing-right-brace', 'if a {\n  stop; else {\n  keep; }', 'if (a) {stop}; else {keep}'],
  ['missing-right-brace', 'if a { stop;', 'if (a) {stop}'],
  ['missing-right-bracket', 'a ["b", "c";', 'a [b|c]'],
  ['missing-right-bracket', 'a ["b", ;', 'a [b]'],
  ['missing-right-bracket', 'if a ["b" "c" { stop; }', 'if (a [b] c) {stop}'],
  ['missing-right-parenthesis', 'if anyof (a, b { stop; }', 'if (anyof (a; b)) {stop}'],
  ['missing-right-parenthesis', 'if anyof (a, { stop; }', 'if (anyof (a)) {stop}'],
  ['missing-semicolon', 'keep\nstop;', 'keep; stop'],
  ['missing-semicolon', 'if c { d "e" } stop;', 'if (c) {d e}; stop'],
  ['missing-semicolon', 'keep stop;', 'keep; stop'],
  ['missing-semicolon', 'a text:\nb\n.', 'a b\n'],
  ['nul-character', 'a "b\0";', 'a b\0'],
  ['nul-character', 'a; # b\0', 'a'],
  ['nul-character', 'a; /* b\0 */', 'a'],
  ['nul-character', 'a;\0', 'a'],
  ['number-too-large', 'a 18446744073709551616;', 'a 18446744073709551615'],
  ['number-too-large', `a ${'9'.repeat(1000)};`, 'a 18446744073709551615'],
  ['number-too-large', 'a 18014398509481984K;', 'a 18446744073709551615'],
  ['number-unit', 'a 10KB;', 'a 10240'],
  ['number-unit', 'a 10x;', 'a 10'],
  ['stray-right-brace', 'keep; }\nstop;', 'keep; stop'],
  ['stray-semicolon', 'keep;; stop;', 'keep; stop'],
  ['stray-semicolon', 'if a { };', 'if (a) {}'],
  ['tag-with-space', 'a : is "b";', 'a :is b'],
  ['text-not-alone', 'a text: b\nc\n.\n;', 'a c\n'],
  ['unexpected-token', 'if anyof(a) "b" { stop; }', 'if (anyof (a)) {stop}'],
  ['unexpected-token', 'if a { if not b else "c" { d; } }\ne;', 'if (a) {if (not (b c)) {d}}; e'],
  [
    'unexpected-token',
    'if allof (not b else "c", d) { e; } f;',
    'if (allof (not (b c); d)) {e}; f',
  ],
  ['unexpected-token', 'if b :is keep "c" { d; } f;', 'if (b :is c) {d}; f'],
  ['unexpected-token', 'if b if "c" { d; } f;', 'if (b c) {d}; f'],
  ['unexpected-token', 'a "b"] :c;', 'a b :c'],
  ['unexpected-token', 'a "b") :c;', 'a b :c'],
  ['unexpected-token', 'a :b, :c;', 'a :b :c'],
  ['unexpected-token', 'a ["b", ["c"];', 'a [b|c]'],
  ['unknown-character', 'a $ "b";', 'a b'],
  ['unknown-character', 'a\u00a0"b";', 'a b'],
  ['unknown-character', '\u000ba;', 'a'],
  ['unquoted-string', 'redirect me@example.org;', 'redirect me@example.org'],
  ['unquoted-string', 'fileinto Müll;', 'fileinto Müll'],
  ['unquoted-string', 'fileinto Öl;', 'fileinto Öl'],
  ['unquoted-string', 'a ["b", c];', 'a [b|c]'],
  ['unquoted-string', 'a ["b", 5];', 'a [b|5]'],
  ['unterminated-comment', 'a; /* b\nc;', 'a'],
  ['unterminated-string', 'fileinto "a;\nredirect "b";\nkeep;', 'fileinto a; redirect b; keep'],
  ['unterminated-string', 'fileinto "a;\nkeep;', 'fileinto a; keep'],
  ['unterminated-string', 'fileinto a";\nredirect "b";', 'fileinto a; redirect b'],
  ['unterminated-string', 'a ["b", "c, "d"];', 'a [b|c|d]'],
  ['unterminated-string', 'a "b "c" { }\nkeep;', 'a b c {}; keep'],
  ['unterminated-string', 'if a ["b", "c] "d" {\n  e;\n}', 'if (a [b|c] d) {e}'],
  ['unterminated-text', 'a text:\nb\n;\nkeep;', 'a b\n; keep'],
  ['unterminated-text', 'a text:\nb\n.;\nkeep;', 'a b\n; keep'],
  ['unterminated-text', 'a text:\nb\n', 'a b\n'],
  ['wrong-comment', 'keep;\n// a; b\nstop;', 'keep; stop'],
  ['wrong-comment', 'if a { keep; // {\n}', 'if (a) {keep}'],
  ['wrong-quote', 'a “b”;', 'a b'],
  ['wrong-quote', "a 'b c';", 'a b c'],
  ['wrong-quote', 'a „b“;', 'a b'],
];

describe('one mistake gives one error, and the rest is understood', () => {
  it.each(mistakes)('%s: %j', (code, text, expected) => {
    const { script, diagnostics } = parse(text);
    const rendered = diagnostics.map((d) => renderDiagnostic(text, d)).join('\n');
    expect(rendered).toMatchSnapshot();
    expect(diagnostics.map((d) => d.code)).toEqual([code]);
    expect(outline(script.commands)).toBe(expected);
  });

  it.each(mistakes)('the fix of %s mends %j', (_code, text) => {
    for (const fix of parse(text).diagnostics.flatMap((d) => d.fixes ?? [])) {
      const mended = applyEdits(text, fix.edits);
      expect(parse(mended).diagnostics.map((d) => renderDiagnostic(mended, d))).toEqual([]);
    }
  });

  it('does not report what a comment without an end swallowed', () => {
    const { script, diagnostics } = parse('if a { b /* c; }');
    expect(diagnostics.map((d) => d.code)).toEqual(['unterminated-comment']);
    expect(outline(script.commands)).toBe('if (a) {b}');
  });

  it('covers every code', () => {
    const shown = new Set(mistakes.map(([code]) => code));
    const byLimit = [
      'blocks-too-deep',
      'script-too-large',
      'tests-too-deep',
      'too-many-diagnostics',
    ];
    expect([...shown, ...byLimit].sort()).toEqual([...syntaxCodes].sort());
  });

  it('reports several mistakes of a script in their order', () => {
    const text = 'keep\nstop;;\nif a ["b" "c"] {\n  fileinto "d";\n';
    const codes = parse(text).diagnostics.map((d) => d.code);
    expect(codes).toEqual(
      ['missing-semicolon', 'stray-semicolon', 'missing-right-brace', 'missing-comma'].sort(
        (a, b) => order(codes, a) - order(codes, b),
      ),
    );
    expect(codes).toHaveLength(4);
    const places = parse(text).diagnostics.map((d) => d.from);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
  });
});

function order(codes: readonly string[], code: string): number {
  return codes.indexOf(code);
}

describe('caps', () => {
  it('reads scripts up to the cap, and tells why not beyond', () => {
    const text = '#'.repeat(limits.scriptLength);
    expect(parse(text).diagnostics).toEqual([]);
    const { script, diagnostics } = parse(`${text}#`);
    expect(diagnostics.map((d) => d.code)).toEqual(['script-too-large']);
    expect(script.tokens.kind(0)).toBe('unknown');
    expect([script.tokens.length, script.tokens.start(1)]).toEqual([1, text.length + 1]);
    expect(parse('keep;', { maxLength: 4 }).diagnostics).toHaveLength(1);
  });

  const nest = (open: string, inner: string, close: string, depth: number): string =>
    open.repeat(depth) + inner + close.repeat(depth);

  it.each([
    ['blocks-too-deep', (n: number) => nest('if a {', 'b;', '}', n), limits.blockDepth],
    ['tests-too-deep', (n: number) => `if ${nest('not ', 'a', '', n)} {}`, limits.testDepth - 1],
    ['tests-too-deep', (n: number) => `if ${nest('anyof(', 'a', ')', n)} {}`, limits.testDepth - 1],
  ])('%s', (code, make, cap) => {
    expect(parse(make(cap)).diagnostics).toEqual([]);
    const { script, diagnostics } = parse(`${make(cap + 1)} keep;`);
    expect(diagnostics.map((d) => d.code)).toEqual([code]);
    expect(script.commands.map((c) => c.name.lower)).toEqual(['if', 'keep']);
    const many = parse(`${make(10_000)} keep;`);
    expect(many.script.commands.at(-1)?.name.lower).toBe('keep');
  });

  it('does not count tests side by side as depth', () => {
    expect(parse(`if anyof(${'not a, '.repeat(1000)}b) {}`).diagnostics).toEqual([]);
  });

  it('stops to report, and counts the rest', () => {
    const { diagnostics } = parse('a;;'.repeat(limits.diagnostics + 50));
    expect(diagnostics).toHaveLength(limits.diagnostics + 1);
    expect(diagnostics.at(-1)).toMatchObject({
      code: 'too-many-diagnostics',
      message: expect.stringMatching(/^50 more/),
    });
  });

  it('gives up on one statement after some mistakes, and goes on with the next', () => {
    const { script } = parse(`a ${'[ '.repeat(limits.repairsPerStatement * 3)};\nkeep;`);
    expect(outline(script.commands)).toBe('a; keep');
  });

  it('closes only so many quotes by a guess', () => {
    const { diagnostics } = parse('a "b\n'.repeat(limits.quoteRepairs * 4));
    expect(diagnostics.length).toBeGreaterThan(0);
  });
});
