import { describe, expect, it } from 'vitest';
import { applyEdits } from '../text/edit.ts';
import { type FormatOptions, format } from './format.ts';

/** Formats, and holds what is true of every text. */
function formatted(text: string, options: FormatOptions = {}): string {
  const result = format(text, options);
  expect(result.diagnostics).toEqual([]);
  expect(applyEdits(text, result.edits)).toBe(result.text);
  expect(format(result.text, options).edits).toEqual([]);
  return result.text;
}

const long = (count: number): string =>
  Array.from({ length: count }, (_, i) => `"name-${i}@example.org"`).join(', ');

describe('format', () => {
  it.each<[what: string, before: string, after: string]>([
    ['one command a line', 'keep;stop ;\n', 'keep;\nstop;\n'],
    ['spaces', 'fileinto   :copy\t"a"  ;\n', 'fileinto :copy "a";\n'],
    [
      'no spaces',
      'if header:is["a"]["b","c"]{keep;}\n',
      'if header :is ["a"] ["b", "c"] {\n  keep;\n}\n',
    ],
    ['blocks', 'if true\n{\n\tkeep;\n}\n', 'if true {\n  keep;\n}\n'],
    ['chains', 'if true{}\n\nelsif false{}ELSE{}\n', 'if true { } elsif false { } ELSE { }\n'],
    ['test lists', 'if anyof(true,not false){}\n', 'if anyof (true, not false) { }\n'],
    ['empty lines', '\n\nkeep;\n\n\n\nstop;\n\n', 'keep;\n\nstop;\n'],
    ['none at the ends of a block', 'if true {\n\nkeep;\n\n}\n', 'if true {\n  keep;\n}\n'],
    ['no line end at the end', 'keep;\nstop;', 'keep;\nstop;\n'],
    ['a list in lines that fits', 'redirect [\n  "a",\n\n  "b"\n];\n', 'redirect ["a", "b"];\n'],
    ['the case of names', 'KEEP;\nIf True { }\n', 'KEEP;\nIf True { }\n'],
    ['numbers and escapes', 'x 010K "\\q\\"" ;\n', 'x 010K "\\q\\"";\n'],
    ['nothing', '', ''],
    ['white space', ' \n\t\n', ''],
  ])('lays out %s', (_, before, after) => {
    expect(formatted(before)).toBe(after);
  });

  it.each<[what: string, before: string, after: string]>([
    ['own line', 'if true {\n# a\nkeep;\n  # b\n}\n', 'if true {\n  # a\n  keep;\n  # b\n}\n'],
    ['end of line', 'keep;   # a\nif true { # b\n} # c\n', 'keep; # a\nif true { # b\n} # c\n'],
    ['between } and else', 'if true {}\n# a\nelse {}\n', 'if true { }\n# a\nelse { }\n'],
    ['after the test', 'if true # a\n{keep;}\n', 'if true # a\n{\n  keep;\n}\n'],
    [
      'in a list',
      'x [ # a\n"b", # c\n# d\n"e" # f\n];\n',
      'x [ # a\n  "b", # c\n  # d\n  "e" # f\n];\n',
    ],
    ['before a comma', 'x ["a" # b\n, "c"];\n', 'x [\n  "a" # b\n  ,\n  "c"\n];\n'],
    [
      'in a test list',
      'if anyof (true, # a\n/* b */ false\n# c\n) { }\n',
      'if anyof (\n  true, # a\n  /* b */ false\n  # c\n) { }\n',
    ],
    ['within a line', 'keep/* a */;x"a"/* b */"c";\n', 'keep /* a */;\nx "a" /* b */ "c";\n'],
    ['before a command', '/* a */ keep; /* b */ stop;\n', '/* a */ keep;\n/* b */ stop;\n'],
    ['after a command', 'if true { keep; /* a */ }\n', 'if true {\n  keep; /* a */\n}\n'],
    [
      'in an empty block',
      'if true {\n# a\n}\nif true { /* b */ }\n',
      'if true {\n  # a\n}\nif true { /* b */ }\n',
    ],
    [
      'of several lines',
      'keep;\n /* a\n  * b\n  */\nstop;\n',
      'keep;\n /* a\n  * b\n  */\nstop;\n',
    ],
    ['between arguments', 'x "a" # b\n"c"\n# d\n;\n', 'x "a" # b\n  "c"\n  # d\n;\n'],
    ['only', '\n  # a\n\n\n  # b', '# a\n\n# b\n'],
    ['trailing spaces of it', '# a  \nkeep;\n', '# a  \nkeep;\n'],
  ])('keeps a comment where it is: %s', (_, before, after) => {
    const crlf = (text: string): string => text.replaceAll('\n', '\r\n');
    expect(formatted(before)).toBe(before.includes('\n') ? after : crlf(after));
    expect(formatted(crlf(before))).toBe(crlf(after));
  });

  it.each<[what: string, before: string, after: string]>([
    ['a text', 'vacation text:\n  a\n..\n.\n;keep;\n', 'vacation text:\n  a\n..\n.\n;\nkeep;\n'],
    ['in a block', 'if true {x text:\n.\n\n;}\n', 'if true {\n  x text:\n.\n  ;\n}\n'],
    ['and more', 'x text:# a \na\n.\n"b" ;\n', 'x text:# a \na\n.\n  "b";\n'],
    ['in a list', 'x ["a", text:\n.\n, "b"];\n', 'x [\n  "a",\n  text:\n.\n  ,\n  "b"\n];\n'],
    ['quoted', 'if true {x "a\n  b" ;}\n', 'if true {\n  x "a\n  b";\n}\n'],
  ])('leaves a string of several lines as it is: %s', (_, before, after) => {
    expect(formatted(before)).toBe(after);
  });

  it('keeps the byte-order mark and each line end', () => {
    expect(formatted('\ufeff  keep;\r\nstop;\n\r\nkeep ;discard;\r\n')).toBe(
      '\ufeffkeep;\r\nstop;\n\r\nkeep;\r\ndiscard;\r\n',
    );
    expect(formatted('\ufeff')).toBe('\ufeff');
    expect(formatted('keep;stop;\n')).toBe('keep;\nstop;\n');
  });

  it('keeps a carriage return at the end of a comment in it', () => {
    expect(formatted('keep;\n# a\r')).toBe('keep;\n# a\r\r\n');
  });
});

describe('a line that is too wide', () => {
  it('breaks a list, an item a line', () => {
    expect(formatted(`redirect [${long(3)}];\n`, { width: 40 })).toBe(
      `redirect [\n  ${long(3).replaceAll(', ', ',\n  ')}\n];\n`,
    );
  });

  it.each([
    [21, 'x ["a", "b"] ["c", "d"];\n', 'x ["a", "b"] [\n  "c",\n  "d"\n];\n'],
    [24, 'x ["a", "b"] ["c", "d"];\n', 'x ["a", "b"] ["c", "d"];\n'],
    [23, 'x ["a", "b"] ["c", "d"];\n', 'x ["a", "b"] [\n  "c",\n  "d"\n];\n'],
    [10, 'x ["a", "b"];\n', 'x [\n  "a",\n  "b"\n];\n'],
    [10, 'x ["abcdefghij"];\n', 'x ["abcdefghij"];\n'],
    [20, 'if anyof (true, false) { }\n', 'if anyof (\n  true,\n  false\n) { }\n'],
    [
      30,
      'if not anyof (header "a" ["b", "c"], allof (true, false, true)) { keep; }\n',
      'if not anyof (\n  header "a" ["b", "c"],\n  allof (true, false, true)\n) {\n  keep;\n}\n',
    ],
    [
      26,
      'if anyof (header "a" ["b", "c"], allof (true, false, true)) { }\n',
      'if anyof (\n  header "a" ["b", "c"],\n  allof (\n    true,\n    false,\n    true\n  )\n) { }\n',
    ],
  ])('of more than %i columns: %j', (width, before, after) => {
    expect(formatted(before, { width })).toBe(after);
  });

  it('keeps line ends between arguments, which go where all fits one line', () => {
    const text = 'vacation\n:days 7\n    :subject "Away"\n"I am away.";\n';
    expect(formatted(text, { width: 40 })).toBe(
      'vacation\n  :days 7\n  :subject "Away"\n  "I am away.";\n',
    );
    expect(formatted(text)).toBe('vacation :days 7 :subject "Away" "I am away.";\n');
  });
});

describe('options', () => {
  it.each([
    ['require ["b","a"];\n', 'require ["a", "b"];\n'],
    ['require ["b","a","c"];\nrequire "a";\n', 'require ["a", "b", "c"];\nrequire "a";\n'],
    ['require ["b", # b\n"a"];\n', 'require [\n  "b", # b\n  "a"\n];\n'],
    ['keep;\nrequire ["b", "a"];\n', 'keep;\nrequire ["b", "a"];\n'],
  ])('sortRequire sorts %j', (before, after) => {
    expect(formatted(before, { sortRequire: true })).toBe(after);
  });

  const text = 'keep ;\nif  true {\n keep ;\n    stop  ;\n}\nx  "a",\n'.replace(',', ' ;');

  it.each([
    ['keep ;', 'keep;\nif  true {\n keep ;\n    stop  ;\n}\nx  "a" ;\n'],
    ['true', 'keep ;\nif true {\n keep ;\n    stop  ;\n}\nx  "a" ;\n'],
    ['sto', 'keep ;\nif  true {\n keep ;\n  stop;\n}\nx  "a" ;\n'],
    ['x  ', 'keep ;\nif  true {\n keep ;\n    stop  ;\n}\nx "a";\n'],
  ])('range lays out %j alone', (part, after) => {
    const from = text.indexOf(part);
    expect(format(text, { range: { from, to: from + part.length } }).text).toBe(after);
  });

  it('range of all is all', () => {
    expect(format(text, { range: { from: 0, to: text.length } })).toEqual(format(text));
  });
});

it('changes nothing where the syntax is wrong, and says what is', () => {
  const text = 'keep  ;\nif true { stop\n';
  const { edits, text: same, diagnostics } = format(text);
  expect({ edits, same }).toEqual({ edits: [], same: text });
  expect(diagnostics.map(({ code }) => code)).toContain('missing-right-brace');
});

it('makes the smallest edits', () => {
  expect(format('if true {\n   keep;\n}\n').edits).toEqual([{ from: 12, to: 13, insert: '' }]);
});

it('is linear and flat in the stack', () => {
  const list = `x [${'"a",'.repeat(20_000)}"a"];\n`;
  expect(format(list).text.split('\n')).toHaveLength(20_004);
  const notes = `${'/* a */ '.repeat(20_000)}keep;\n${'# b\n'.repeat(20_000)}`;
  expect(format(notes).text.split('\n')).toHaveLength(20_002);
  const chain = `if true {keep;}${'elsif true {keep;}'.repeat(20_000)}\n`;
  expect(format(chain).text.split('\n')).toHaveLength(40_004);
});
