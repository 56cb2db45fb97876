import { expect, it } from 'vitest';
import { errorsOfScript } from './server-error.ts';

const wordsOf = (text: string): (string | null)[] =>
  errorsOfScript(text).map(({ server, message }) => server ?? message);

// Number and words of the errors as sievec gives them.
it.each<[string, (string | RegExp)[]]>([
  ['frob; frob;', ["unknown command 'frob' (only reported once at first occurrence)."]],
  ['frob { bar; keep "x"; }', [/'frob'/]],
  ['if frob (header "a") { keep "x"; }', [/unknown test 'frob'/, /the keep command requires/]],
  ['fileinto "A"; fileinto "B";', [/^unknown command 'fileinto'/]],
  ['keep :x; keep :x;', [/^unknown tagged argument ':x' for the keep command/]],
  ['keep :x :y "z";', [/':x'/]],
  ['require ["foo", "bar"];', [/capability `foo'/, /capability `bar'/]],
  ['keep; require "foo";', [/^require commands can only be placed at top level/]],
  ['keep "x"; redirect "y', [/^end of file before end of quoted string/]],
  ['keep\nstop; keep "x";', [/^missing semicolon/, /positional/]],
  [
    'if size :over "x" { keep; }',
    [/^the size test expects a number as argument .*limit.* but a string was found/],
  ],
  ['else { keep; }', ['the else command must follow an if or elseif command.']],
  ['true;', ["attempted to use test 'true' as command."]],
  ['keep;', []],
])('%s', (text, expected) => {
  const found = wordsOf(text);
  expect(found).toHaveLength(expected.length);
  for (const [index, wanted] of expected.entries()) expect(found[index]).toMatch(wanted);
});
