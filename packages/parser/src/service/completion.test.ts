import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { atCursor } from '../../test/cursor-text.ts';
import { check } from '../check.ts';
import { parse } from '../syntax/parse.ts';
import { applyEdits } from '../text/edit.ts';
import { complete } from './completion.ts';

function labels(source: string, capabilities?: readonly string[]): string[] {
  const { script, offset } = atCursor(source);
  const options = capabilities === undefined ? {} : { capabilities };
  return complete(script, offset, options).map(({ label }) => label);
}

describe('complete', () => {
  it.each([
    ['an empty script', '|', ['require', 'keep', 'if', 'fileinto'], ['else', 'header', 'break']],
    ['a half command', 'fil|', ['fileinto'], ['header']],
    ['after a command', 'keep; |', ['stop', 'if'], ['require', 'elsif']],
    ['after require', 'require "copy"; |', ['require'], []],
    ['after if', 'if true {} |', ['elsif', 'else'], []],
    ['in a block', 'if true { | }', ['keep'], ['require', 'else']],
    ['in a block left open', 'if true {\n  |', ['keep'], ['require', 'else']],
    ['in a loop', 'require ["foreverypart", "mime"]; foreverypart { | }', ['break'], []],
    ['the test of if', 'if |', ['header', 'anyof', 'not'], ['keep']],
    ['a half test', 'if head|', ['header'], ['keep']],
    ['a test in a list', 'if anyof(true, |', ['header', 'not'], ['keep']],
    ['a test list before its parenthesis', 'if anyof |', [], ['header', 'keep']],
    ['a second not', 'if not |', ['header', 'not'], ['keep']],
    ['after a forgotten semicolon', 'keep\n|', ['stop', ':flags'], []],
    ['tags of a test', 'if header |', [':contains', ':comparator'], [':all']],
    ['tags after one of the group', 'if header :is |', [':comparator'], [':contains']],
    ['tags after a colon', 'redirect :|', [':copy'], ['keep', ':flags']],
    ['tags after a colon in mid-word', 'if address :dom|', [':domain', ':is'], []],
    ['headers', 'if header :is |', ['Subject', 'From'], []],
    ['headers in a string', 'if header :is "|" "x" {}', ['Subject', 'From'], ['keep']],
    ['headers in an open string', 'if header :is "Su|', ['Subject'], ['keep']],
    ['a list', 'if header :is ["From", "|"]', ['Subject'], ['From']],
    ['headers with addresses', 'if address "|"', ['From'], ['Subject']],
    ['no keys', 'if header :is "Subject" "|"', [], ['Subject', 'keep']],
    ['capabilities', 'require ["copy", "|"];', ['fileinto', 'variables'], ['copy', 'keep']],
    ['a capability without quotes', 'require |', ['fileinto'], []],
    ['a comparator', 'if header :comparator "|"', ['i;octet', 'i;ascii-numeric'], []],
    ['a relation', 'require "relational"; if header :value "|"', ['gt', 'ne'], ['Subject']],
    ['a part of a date', 'if currentdate :is "|"', ['weekday', 'hour'], []],
    ['a part of the envelope', 'if envelope "|"', ['from', 'to'], []],
    ['what the environment has', 'if environment "|"', ['domain', 'imap.cause'], ['Subject']],
    ['delivery options', 'require "redirect-dsn"; redirect :ret "|"', ['FULL', 'HDRS'], []],
    ['tags of a draft', 'require "notify"; notify |', [':method', ':high'], [':importance']],
    ['tags of the standard', 'require "enotify"; notify |', [':importance'], [':method']],
    ['a loop of a server', 'require "vnd.stalwart.while"; while "a" { | }', ['continue'], []],
    ['flags', 'addflag "|";', ['\\Seen'], []],
    ['a mailbox', 'fileinto "A"; fileinto "|";', ['INBOX', 'A'], []],
    ['behind a string', 'fileinto "A"|', [], ['INBOX', 'keep']],
    ['in a comment', 'keep; # |', [], ['keep']],
    ['in a bracket comment', '/* | */', [], ['keep']],
    ['in a multi-line string', 'redirect text:\n|\n.\n;', [], ['keep']],
  ])('offers what can stand this place: %s', (_name, source, offered, not) => {
    const found = labels(source);
    expect(found).toEqual(expect.arrayContaining(offered));
    expect(found.filter((label) => not.includes(label))).toEqual([]);
  });

  it(`offers variables after \${`, () => {
    const { script, text, offset } = atCursor(
      `require "variables"; set "name" "x"; redirect "a\${na|}";`,
    );
    const [first] = complete(script, offset);
    expect(first).toMatchObject({ label: 'name', kind: 'variable' });
    expect(applyEdits(text, first === undefined ? [] : [first])).toContain(`"a\${name}"`);
  });

  it('offers only what the server has', () => {
    expect(labels('|', ['vacation'])).toContain('vacation');
    expect(labels('|', ['vacation'])).not.toContain('fileinto');
    expect(labels('fileinto |', ['fileinto', 'copy'])).toContain(':copy');
    expect(labels('fileinto |', ['fileinto'])).not.toContain(':copy');
    expect(labels('require "|"', ['fileinto'])).toContain('fileinto');
    expect(labels('require "|"', ['fileinto'])).not.toContain('copy');
  });

  it.each([
    ['a command', '|', 'fileinto', 'require ["fileinto"];\nfileinto'],
    ['a command, required', 'require "fileinto"; |', 'fileinto', 'require "fileinto"; fileinto'],
    [
      'a tag',
      'require "fileinto"; fileinto :c|',
      ':copy',
      'require ["fileinto", "copy"]; fileinto :copy',
    ],
    [
      'a comparator',
      'if header :comparator "|" "a" "1" {}',
      'i;ascii-numeric',
      'require ["comparator-i;ascii-numeric"];\nif header :comparator "i;ascii-numeric" "a" "1" {}',
    ],
    ['a flag', 'if true {} addflag |;', '\\Seen', 'if true {} addflag "\\\\Seen";'],
  ])('writes %s and what it needs', (_name, source, label, expected) => {
    const { script, text, offset } = atCursor(source);
    const found = complete(script, offset).find((item) => item.label === label);
    const edits = found === undefined ? [] : [...found.additionalEdits, found];
    expect(applyEdits(text, edits)).toBe(expected);
  });

  it.each([
    ['|', 'fileinto', `fileinto "\${1:mailbox}";`],
    ['| ;', 'fileinto', `fileinto "\${1:mailbox}"`],
    ['| "Junk";', 'fileinto', undefined],
    ['|', 'if', `if \${1:test} {\n\t$0\n}`],
    ['if |', 'size', `size \${1|:over,:under|} \${2:limit}`],
    ['if |', 'header', `header \${1|:contains,:is,:matches|} "\${2:header names}" "\${3:keys}"`],
    ['if |', 'anyof', `anyof (\${1:test}, \${2:test})`],
    ['vacation |', ':days', `:days \${1:days}`],
  ])('gives %j the snippet of %s', (source, label, snippet) => {
    const { script, offset } = atCursor(source);
    expect(complete(script, offset).find((item) => item.label === label)?.snippet).toBe(snippet);
  });

  it('offers no command whose snippet fails the check of its arity', () => {
    const plain = (snippet: string): string =>
      snippet
        .replaceAll(/\$\{\d\|([^,|]*)[^|]*\|\}/g, '$1')
        .replaceAll(`\${1:test}`, 'true')
        .replaceAll(`\${2:test}`, 'true')
        .replaceAll(/"\$\{\d:[^}]*\}"/g, '"a@example.org"')
        .replaceAll(/\$\{\d:[^}]*\}/g, '1')
        .replaceAll('$0', '');
    const { script } = parse('');
    for (const { snippet = '', label, additionalEdits } of complete(script, 0)) {
      const text =
        additionalEdits.map(({ insert }) => insert).join('') + plain(snippet || `${label};`);
      const codes = check(text).map(({ code }) => code);
      const wrong = /^(missing|unexpected|wrong|unknown-(command|tag))/;
      expect([text, codes.filter((code) => wrong.test(code))]).toEqual([text, []]);
    }
  });

  it('throws for no text and no place', () => {
    const words = [
      'if',
      'header',
      ':is',
      '"',
      '[',
      '(',
      ',',
      ')',
      ']',
      '{',
      '}',
      ';',
      '\n',
      'x',
      `\${`,
    ];
    const text = fc.array(
      fc.constantFrom(...words, 'require', 'anyof', '#', '/*', 'text:', ' ', ' '),
    );
    fc.assert(
      fc.property(text, fc.nat(), (parts, at) => {
        const joined = parts.join('');
        const { script } = parse(joined);
        const offset = at % (joined.length + 1);
        for (const item of complete(script, offset))
          applyEdits(joined, [item, ...item.additionalEdits]);
      }),
    );
  });
});
