import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { atCursor } from '../../test/cursor-text.ts';
import { check } from '../check.ts';
import { parse } from '../syntax/parse.ts';
import { applyEdits } from '../text/edit.ts';
import { codeActions, fixAll } from './code-action.ts';
import { complete } from './completion.ts';
import { findDefinition } from './definition.ts';
import { foldingRanges } from './folding.ts';
import { hover } from './hover.ts';
import { inlayHints } from './inlay-hint.ts';
import { rename } from './rename.ts';
import { selectionRanges } from './selection-range.ts';
import { semanticTokens } from './semantic-token.ts';
import { signatureHelp } from './signature-help.ts';
import { type DocumentSymbol, documentSymbols } from './symbol.ts';

function outline(symbols: readonly DocumentSymbol[]): unknown[] {
  return symbols.map(({ name, kind, children }) =>
    children.length === 0 ? `${kind} ${name}` : [`${kind} ${name}`, ...outline(children)],
  );
}

describe('documentSymbols', () => {
  const rainloop = `/*\nBEGIN:FILTER:1\nBEGIN:HEADER\n${btoa('{"Name":"J\\u00fcrg"}')}\nEND:HEADER\n*/\n`;
  it.each([
    ['keep;', ['action keep']],
    ['require "copy";', ['require require "copy"']],
    ['# rule:[My [old] rule]\nif true { stop; }', [['rule My [old] rule', 'control stop']]],
    ['# Filter: Lists\nkeep;', ['rule Lists']],
    ['#SCRIPTNAME: x\n#Lists\nkeep;', ['rule Lists']],
    [
      '# http://www.horde.org/ingo/\nrequire "copy";\n# Lists\nkeep;',
      ['require require "copy"', 'rule Lists'],
    ],
    ['#RULE: $Name="Lists"\nkeep;', ['rule Lists']],
    [`${rainloop}keep;`, ['rule Jürg']],
    ['/*\nBEGIN:HEADER\nnonsense\nEND:HEADER\n*/\nkeep;', ['action keep']],
    ['# just a comment\nkeep;', ['action keep']],
    [
      'if true {} elsif false { keep; } else {}',
      [
        [
          'control if true',
          'control if true',
          ['control elsif false', 'action keep'],
          'control else',
        ],
      ],
    ],
    ['# rule:[a]\nif header "x" "y" {\nkeep', ['rule a', 'action keep']],
  ])('shows %j', (source, expected) => {
    expect(outline(documentSymbols(parse(source).script))).toEqual(expected);
  });
});

it('outlines blocks at any depth once', () => {
  const text = 'if true {'.repeat(200);
  expect(documentSymbols(parse(text).script)).toHaveLength(1);
});

describe('foldingRanges', () => {
  it.each([
    ['if true {\n  keep;\n}', ['block {\n  keep;']],
    ['if true { keep; }', []],
    ['# a\n# b\nkeep; # c\n\n# d\n\n# e', ['comment # a\n# b']],
    ['/* a\nb */', ['comment /* a\nb */']],
    ['require "a";\nrequire "b";', ['require require "a";\nrequire "b";']],
    ['redirect text:\na\n.\n;', ['text text:\na\n.']],
    ['require [\n  "a"\n];', ['require require [\n  "a"\n];', 'text [\n  "a"']],
    ['if true {\n  keep;', ['block {\n  keep;']],
  ])('folds %j', (source, expected) => {
    const found = foldingRanges(parse(source).script);
    expect(found.map(({ kind, from, to }) => `${kind} ${source.slice(from, to)}`)).toEqual(
      expected,
    );
  });
});

describe('semanticTokens', () => {
  it('says what each part is', () => {
    const source = `require "variables"; # c\nset :lower "a" "1"; if not size :over 1K { kep; keep "x\${a}y"; }`;
    const found = semanticTokens(parse(source).script);
    expect(found.map(({ type, from, to }) => `${type} ${source.slice(from, to)}`)).toEqual([
      'keyword require',
      'string "variables"',
      'comment # c',
      'function set',
      'parameter :lower',
      'string "',
      'variable a',
      'string "',
      'string "1"',
      'keyword if',
      'method not',
      'method size',
      'parameter :over',
      'number 1K',
      'function keep',
      `string "x\${`,
      'variable a',
      'string }y"',
    ]);
  });
});

describe('inlayHints', () => {
  it.each([
    ['stop; keep; keep;', ['unreachable keep; keep;']],
    ['keep; stop;', []],
    ['if true { stop; } keep;', ['unreachable keep;']],
    ['if header "a" "b" { stop; } keep;', []],
    ['if header "a" "b" { stop; } else { stop; } keep;', ['unreachable keep;']],
    ['if header "a" "b" { stop; } else { keep; } keep;', []],
    ['if header "a" "b" { stop; } elsif true { stop; } keep;', ['unreachable keep;']],
    ['if header "a" "b" { keep; } elsif true { stop; } keep;', []],
    ['if header "a" "b" { stop; } elsif size :over 1 { stop; } keep;', []],
    ['if false { keep; }', ['disabled  { keep; }']],
    ['if not true { keep; }', ['disabled  { keep; }']],
    ['if false # header :is "x" "y"\n{ keep; }', ['disabled  # header :is "x" "y"\n{ keep; }']],
    ['if header "a" "b" { stop; keep; }', ['unreachable keep; }']],
    ['stop keep', ['unreachable keep']],
  ])('marks what never runs in %j', (source, expected) => {
    const found = inlayHints(parse(source).script);
    expect(found.map(({ label, at }) => `${label} ${source.slice(at)}`)).toEqual(expected);
  });
});

describe('codeActions', () => {
  function act(source: string, title: string): string | null {
    const { script, text, offset } = atCursor(source);
    const range = { from: offset, to: offset };
    const found = codeActions(script, range, check(text)).find((action) => action.title === title);
    return found === undefined ? null : applyEdits(text, found.edits);
  }

  it.each([
    [
      'a fix',
      'file|into "x";',
      'Add "fileinto" to require',
      'require ["fileinto"];\nfileinto "x";',
    ],
    ['no fix elsewhere', 'keep; | fileinto "x";', 'Add "fileinto" to require', null],
    [
      'a tidy require',
      'require "copy";|\nrequire ["b", "copy", "a"];',
      'Organise require',
      'require ["a", "b", "copy"];',
    ],
    ['a tidy require of one', 'require ["a"];|\nrequire "a";', 'Organise require', 'require "a";'],
    ['no tidy require where it is', '|require ["a", "b"];', 'Organise require', null],
    [
      'no tidy require over comments',
      '|require "b"; # why\nrequire "a";',
      'Organise require',
      null,
    ],
    [
      'a way to switch off',
      'keep;\nre|direct "a";\nstop;',
      'Switch off with if false',
      'keep;\nif false {\n  redirect "a";\n}\nstop;',
    ],
    [
      'the same for a chain',
      'if true {\n\tkeep;\n}\nels|e {\n}',
      'Switch off with if false',
      'if false {\n\tif true {\n\t\tkeep;\n\t}\n\telse {\n\t}\n}',
    ],
    [
      'the same in a block',
      'if true {\n  ke|ep;\n}',
      'Switch off with if false',
      'if true {\n  if false {\n    keep;\n  }\n}',
    ],
    [
      'the same around text',
      're|ject text:\na\n.\n;',
      'Switch off with if false',
      'if false {\n  reject text:\na\n.\n  ;\n}',
    ],
    ['no way to switch off require', 'req|uire "a";', 'Switch off with if false', null],
  ])('offers %s', (_name, source, title, expected) => {
    expect(act(source, title)).toBe(expected);
  });

  it('mends all at once', () => {
    const source = 'fileinto :copy "x"\nif heade :is "a" "b" { addflag "x"; }';
    const { script } = parse(source);
    expect(applyEdits(source, fixAll(script, check(source)))).toBe(
      'require ["fileinto", "copy", "imap4flags"];\nfileinto :copy "x";\nif header :is "a" "b" { addflag "x"; }',
    );
  });
});

describe('selectionRanges', () => {
  it('grows from the word to the script', () => {
    const { script, text, offset } = atCursor('if header ["a", "b|"] "c" { keep; } stop;');
    expect(selectionRanges(script, offset).map(({ from, to }) => text.slice(from, to))).toEqual([
      '"b"',
      '["a", "b"]',
      'header ["a", "b"] "c"',
      'if header ["a", "b"] "c" { keep; }',
      text,
    ]);
  });
});

it('gives edits and ranges that fit, whatever the text', () => {
  const words = [
    'if',
    'set',
    'header',
    '"',
    '"a"',
    `"\${a}"`,
    '[',
    '(',
    ',',
    ')',
    ']',
    '{',
    '}',
    ';',
  ];
  const more = [
    'require',
    '"variables"',
    'stop',
    '#',
    '/*',
    'text:',
    '\n',
    '\n.\n',
    ' ',
    ' ',
    ':is',
    '\u{1f600}',
  ];
  const source = fc.array(fc.constantFrom(...words, ...more), { maxLength: 40 });
  fc.assert(
    fc.property(source, fc.nat(), (parts, at) => {
      const text = parts.join('');
      const { script } = parse(text);
      const offset = at % (text.length + 1);
      const ranges = [
        ...semanticTokens(script),
        ...foldingRanges(script),
        ...selectionRanges(script, offset),
        ...documentSymbols(script),
      ];
      for (const { from, to } of ranges)
        expect(0 <= from && from <= to && to <= text.length).toBe(true);
      inlayHints(script);
      hover(script, offset);
      complete(script, offset);
      findDefinition(script, offset);
      signatureHelp(script, offset);
      const renamed = rename(script, offset, 'b');
      if ('edits' in renamed) applyEdits(text, renamed.edits);
      const range = { from: Math.min(offset, 3), to: offset };
      for (const { edits } of codeActions(script, range, check(text))) applyEdits(text, edits);
    }),
  );
});
