import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEdits } from '../text/edit.ts';
import type { Script, Tokens } from './ast.ts';
import { parse } from './parse.ts';
import { tokenKinds } from './token.ts';
import { type Node, visit } from './visit.ts';

const fragment = fc.oneof(
  fc.constantFrom(
    ...'{}()[],;:"\\#.\'/*\n\r\t \0\ufeff“”é',
    ...['text:', 'text:\n', '\n.\n', '\r\n', '/*', '*/', 'if', 'elsif', 'else', 'not', 'anyof'],
    ...[
      'keep',
      'header',
      'true',
      'require',
      ':is',
      '"a"',
      '"a',
      '["a", "b"]',
      '12k',
      '\ud800',
      '😀',
    ],
  ),
  fc.string({ maxLength: 5 }),
);
const soup = fc.array(fragment, { maxLength: 60 }).map((parts) => parts.join(''));
const anything = fc.oneof(soup, fc.string({ unit: 'binary', maxLength: 200 }));

function join(tokens: Tokens, text: string): string {
  let joined = '';
  for (let i = 0; i < tokens.length; i++) {
    expect(tokenKinds).toContain(tokens.kind(i));
    expect(tokens.start(i + 1)).toBeGreaterThan(tokens.start(i));
    joined += text.slice(tokens.start(i), tokens.start(i + 1));
  }
  return joined;
}

/** Nodes lie within their parents, in order, and do not overlap. */
function checkRanges(script: Script): void {
  const parents: { node: Node; at: number }[] = [];
  visit(script, (node, depth) => {
    expect(node.from).toBeLessThanOrEqual(node.to);
    const parent = parents[depth - 1];
    if (parent !== undefined) {
      expect(node.from).toBeGreaterThanOrEqual(parent.at);
      expect(node.to).toBeLessThanOrEqual(parent.node.to);
      parent.at = node.to;
    }
    parents[depth] = { node, at: node.from };
    return true;
  });
}

describe('any string', () => {
  it('is held by the tokens, unit by unit', () => {
    fc.assert(
      fc.property(anything, (text) => {
        const { script } = parse(text);
        expect(join(script.tokens, text)).toBe(text);
        expect(script.text).toBe(text);
      }),
      { numRuns: 500 },
    );
  });

  it('gives a tree whose ranges nest, and diagnostics within the text', () => {
    fc.assert(
      fc.property(anything, (text) => {
        const { script, diagnostics } = parse(text);
        checkRanges(script);
        for (const { from, to, fixes = [] } of diagnostics) {
          expect(from).toBeGreaterThanOrEqual(0);
          expect(to).toBeGreaterThanOrEqual(from);
          expect(to).toBeLessThanOrEqual(text.length);
          for (const { edits } of fixes) applyEdits(text, edits);
        }
      }),
      { numRuns: 500 },
    );
  });
});

const space = fc.constantFrom(' ', '\n', '\r\n\t', ' # "note"\n', '/* ; } */', '  ');
const string = fc.oneof(
  fc.string({ maxLength: 8 }).map((v) => `"${v.replace(/["\\]/g, '\\$&').replace(/[\0\r]/g, '')}"`),
  fc.constantFrom('text:\nmail\n..\n.\n', 'text: # note\r\n.\r\n'),
);
const argument = fc.oneof(
  string,
  fc.constantFrom(':is', ':comparator', '100K', '0'),
  fc.array(string, { minLength: 1, maxLength: 3 }).map((items) => `[${items.join(',')}]`),
);
const words = (parts: readonly string[]): fc.Arbitrary<string> =>
  fc
    .array(space, { minLength: parts.length + 1, maxLength: parts.length + 1 })
    .map((gaps) => parts.map((part, i) => gaps[i] + part).join('') + (gaps.at(-1) ?? ''));
const args = fc.array(argument, { maxLength: 4 });
const { statements } = fc.letrec<{ test: string; statement: string; statements: string }>(
  (tie) => ({
    test: fc.oneof(
      { maxDepth: 3, depthSize: 'small' },
      fc
        .tuple(fc.constantFrom('header', 'size', 'exists'), args)
        .chain(([n, a]) => words([n, ...a])),
      tie('test').map((test) => `not ${test}`),
      fc
        .tuple(
          fc.constantFrom('anyof', 'AllOf'),
          fc.array(tie('test'), { minLength: 1, maxLength: 3 }),
        )
        .map(([name, tests]) => `${name} (${tests.join(',')})`),
    ),
    statement: fc.oneof(
      { maxDepth: 3, depthSize: 'small' },
      fc
        .tuple(fc.constantFrom('keep', 'fileinto', 'x_1'), args)
        .chain(([n, a]) => words([n, ...a, ';'])),
      fc
        .tuple(tie('test'), tie('statements'), tie('statements'))
        .map(([test, yes, no]) => `if ${test} {${yes}} else {${no}}`),
    ),
    statements: fc.array(tie('statement'), { maxLength: 4 }).map((list) => list.join('')),
  }),
);

describe('any script of the grammar', () => {
  it('parses without a diagnostic', () => {
    fc.assert(
      fc.property(statements, (text) => {
        expect(parse(text).diagnostics).toEqual([]);
        checkRanges(parse(text).script);
      }),
    );
  });

  it('with one character taken away gives few diagnostics, if any', () => {
    fc.assert(
      fc.property(statements, fc.nat(), (text, n) => {
        fc.pre(text.length > 0);
        const at = n % text.length;
        const mutant = text.slice(0, at) + text.slice(at + 1);
        const { script, diagnostics } = parse(mutant);
        expect(join(script.tokens, mutant)).toBe(mutant);
        expect(diagnostics.length).toBeLessThan(30);
      }),
    );
  });
});

const sample = `require ["fileinto", "vacation", "mailbox"];

# rule: Lists
if anyof (header :contains "List-Id" "dev.example.org", address :is ["to", "cc"] "dev@example.org") {
    fileinto :create "Lists/dev";
    stop;
}
if allof (
    not header :is "Subject" "hello",
    size :over 100K
) {
    if exists "X-Spam" {
        discard;
    } elsif header :matches "X-Level" "*****" {
        fileinto "Junk";
    } else {
        keep;
    }
}
vacation :days 7 :addresses ["a@example.org", "b@example.org"] text:
I am away.
..
Bye
.
;
redirect "c@example.org";
keep;
`;

/** Names of all commands, by block. */
function shape(script: Script): string {
  const names: string[] = [];
  visit(script, (node, depth) => {
    if (node.type === 'command') names.push(`${depth} ${node.name.lower}`);
    return node.type !== 'test';
  });
  return names.join(', ');
}

describe('a bracket, quote, comma or semicolon taken away from a script', () => {
  const places = [...sample].flatMap((c, i) => (';,[](){}"'.includes(c) ? [i] : []));
  const whole = parse(sample);

  it.each(places)('at %i gives one error, whose fix mends it, and the same commands', (at) => {
    const text = sample.slice(0, at) + sample.slice(at + 1);
    const { script, diagnostics } = parse(text);
    expect(diagnostics).toHaveLength(1);
    expect(shape(script)).toBe(shape(whole.script));
    const mended = parse(applyEdits(text, diagnostics[0]?.fixes?.[0]?.edits ?? []));
    expect(mended.diagnostics).toEqual([]);
    expect(shape(mended.script)).toBe(shape(whole.script));
  });
});
