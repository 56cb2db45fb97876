import type { Extension } from '../../language/definition.ts';
import { comparators, envelopeParts, findExtension, namespaces } from '../../language/registry.ts';
import { limits } from '../../limits.ts';
import { type Call, stringsOfKind } from '../call.ts';
import type { Facts } from '../facts.ts';
import { removeRequired } from '../remove-required.ts';
import type { Rule } from '../rule.ts';

/** Extensions that are required and not used (RFC 5228 section 3.2). */
export const unusedRequire: Rule = {
  name: 'unused-require',
  severity: 'note',
  summary: 'An extension that is required and never used.',
  since: '0.1.0',
  whole: true,
  find(facts, report) {
    const used = usedCapabilities(facts);
    if (used === null) return;
    const extensions = facts.required.map(({ value }) => findExtension(value));
    // Where it is not known what an extension adds, it may need the others.
    if (extensions.some((extension) => extension === undefined)) return;
    for (const extension of extensions) {
      if (extension === undefined || !used.has(extension.capability)) continue;
      for (const name of [...(extension.implies ?? []), ...(extension.needs ?? [])]) used.add(name);
    }
    const comments = commentsOf(facts);
    let count = 0;
    for (const [index, literal] of facts.required.entries()) {
      const extension = extensions[index];
      if (extension === undefined || !isVisible(extension) || used.has(literal.value)) continue;
      // Of what was replaced, deprecated-capability speaks.
      if (extension.replacedBy !== undefined) continue;
      if (extension.implies?.some((name) => used.has(name)) === true) continue;
      if (wordsOf(extension).some((word) => comments.has(word))) continue;
      if (++count > limits.diagnostics) break;
      report(
        literal,
        `The script requires "${literal.value}" and never uses it: a server without it refuses the script all the same. Remove it.`,
        ...removeRequired(literal, facts),
      );
    }
  },
};

/** What the script uses; null as soon as that is all that it requires. */
function usedCapabilities(facts: Facts): Set<string> | null {
  const used = new Set<string>();
  const wanted = new Set(facts.required.map(({ value }) => value));
  const use = (name: string): void => {
    used.add(name);
    wanted.delete(name);
  };
  for (const literal of facts.interpolated) addFromString(literal.value, use);
  for (const call of facts.calls) {
    if (wanted.size === 0) return null;
    addFromTables(call, use);
  }
  addOwned(facts, use);
  for (const [a, b] of together) {
    if (used.has(a)) use(b);
    if (used.has(b)) use(a);
  }
  return used;
}

function addFromTables({ entry, tags, positional }: Call, use: Use): void {
  for (const name of entry?.capabilities ?? []) use(name);
  for (const { entries } of tags.values()) {
    for (const { capabilities } of entries) for (const name of capabilities) use(name);
  }
  for (const { parameter } of positional) {
    if (parameter?.requires !== undefined) use(parameter.requires);
  }
}

/** Extensions that change what the other's commands do. */
const together = [
  ['spamtest', 'spamtestplus'],
  ['reject', 'ereject'],
] as const;

/** Notes that an extension is in use. */
type Use = (capability: string) => void;

function addOwned({ taking }: Facts, use: Use): void {
  for (const { value } of taking('comparator').flatMap((call) =>
    stringsOfKind(call, 'comparator'),
  )) {
    use(comparators.get(value)?.capability ?? `comparator-${value}`);
  }
  for (const { value } of taking('envelope-part').flatMap((call) =>
    stringsOfKind(call, 'envelope-part'),
  )) {
    use(envelopeParts.get(value.toLowerCase())?.capability ?? '');
  }
  // Names of variables are strings of their own in some commands.
  for (const { value } of taking('variable-name').flatMap((call) =>
    stringsOfKind(call, 'variable-name'),
  )) {
    use(namespaces.get(value.split('.')[0]?.toLowerCase() ?? '')?.capability ?? '');
  }
}

function addFromString(value: string, use: Use): void {
  if (/\$\{(?:[a-z_]|\d)/i.test(value)) use('variables');
  if (/\$\{(?:hex|unicode):/i.test(value)) use('encoded-character');
  for (const [, space = ''] of value.matchAll(/\$\{([a-z_]\w*)\./gi)) {
    use(namespaces.get(space.toLowerCase())?.capability ?? '');
  }
}

/** Whether the use of an extension can be seen in a script at all. */
function isVisible(extension: Extension): boolean {
  if (extension.capability === 'encoded-character') return true;
  return wordsOf(extension).length > 0 || extension.comparators !== undefined;
}

/** Names by which a comment, such as that of a rule switched off, shows that it uses this. */
function wordsOf(extension: Extension): string[] {
  const tags = [
    ...(extension.additions ?? []).flatMap((addition) => addition.tags),
    ...(extension.matchTypes ?? []),
    ...(extension.addressParts ?? []),
    ...(extension.modifiers ?? []),
  ];
  const names = [...(extension.commands ?? []), ...(extension.tests ?? []), ...tags];
  const parts = [...(extension.envelopeParts ?? [])];
  return [...names.map(({ name }) => name), ...parts];
}

function commentsOf({ script, text }: Facts): Set<string> {
  const words = new Set<string>();
  const { tokens } = script;
  for (let index = 0; index < tokens.length; index++) {
    const kind = tokens.kind(index);
    if (kind !== 'hash-comment' && kind !== 'bracket-comment') continue;
    const comment = text.slice(tokens.start(index), tokens.start(index + 1));
    for (const [word] of comment.matchAll(/\w+/g)) words.add(word.toLowerCase());
  }
  return words;
}
