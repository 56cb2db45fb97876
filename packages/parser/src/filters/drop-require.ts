import { findExtension } from '../language/registry.ts';
import { leadingRequires, requiredStrings } from '../language/require.ts';
import type { Command, Script } from '../syntax/ast.ts';
import type { TextEdit } from '../text/edit.ts';
import { removal } from './write.ts';

/**
 * Edits that take capabilities out of `require` of which nothing is left in a text, the script
 * after `require` and `edits`. A word of theirs counts as use wherever it stands, also in comments.
 */
export function dropRequire(
  script: Script,
  edits: readonly TextEdit[],
  rest: string,
  candidates: readonly string[],
): TextEdit[] {
  const words = new Set(rest.toLowerCase().match(/[a-z_][\w.]*/g));
  const gone = new Set(candidates.filter((name) => isUnused(name, words)));
  if (gone.size === 0) return [];
  return leadingRequires(script).flatMap((command) => {
    const touched = edits.some(({ from, to }) => command.from <= from && to <= command.to);
    return dropFrom(script, command, gone, touched);
  });
}

function isUnused(capability: string, words: ReadonlySet<string>): boolean {
  const extension = findExtension(capability);
  if (extension === undefined) return false;
  const tags = [
    ...(extension.additions ?? []).flatMap((addition) => addition.tags),
    ...(extension.matchTypes ?? []),
    ...(extension.addressParts ?? []),
  ];
  const named = [...(extension.commands ?? []), ...(extension.tests ?? []), ...tags];
  // What leaves no word of its own may be in use unseen.
  return named.length > 0 && named.every(({ name }) => !words.has(name));
}

function dropFrom(
  script: Script,
  command: Command,
  gone: ReadonlySet<string>,
  touched: boolean,
): TextEdit[] {
  const strings = requiredStrings(command);
  const dropped = strings.filter(({ value }) => gone.has(value));
  if (dropped.length === 0) return [];
  if (dropped.length === strings.length) {
    return touched ? [] : [removal(script, command.from, command.to)];
  }
  const firstKept = strings.findIndex(({ value }) => !gone.has(value));
  return dropped.flatMap((literal) => {
    const at = strings.indexOf(literal);
    const [before, after] = [strings[at - 1], strings[at + 1]];
    if (at > firstKept && before !== undefined) {
      return [{ from: before.to, to: literal.to, insert: '' }];
    }
    return after === undefined ? [] : [{ from: literal.from, to: after.from, insert: '' }];
  });
}
