import type { Extension } from '../../language/definition.ts';
import { comparators, envelopeParts, findExtension, namespaces } from '../../language/registry.ts';
import { limits } from '../../limits.ts';
import { type Call, stringsOfKind } from '../call.ts';
import type { Facts } from '../facts.ts';
import { removeRequired } from '../remove-required.ts';
import type { Rule } from '../rule.ts';
import { allStrings } from '../variable.ts';

/** Extensions that are required and not used (RFC 5228 section 3.2). */
export const unusedRequire: Rule = {
  name: 'unused-require',
  severity: 'note',
  summary: 'An extension that is required and never used.',
  since: '0.1.0',
  whole: true,
  find(facts, report) {
    const used = usedCapabilities(facts);
    const extensions = facts.required.map(({ value }) => findExtension(value));
    // Where it is not known what an extension adds, it may need the others.
    if (extensions.some((extension) => extension === undefined || extension.described === false)) {
      return;
    }
    for (const extension of extensions) {
      if (extension === undefined || !used.has(extension.capability)) continue;
      for (const name of [...(extension.implies ?? []), ...(extension.needs ?? [])]) used.add(name);
    }
    const comments = commentsOf(facts);
    let count = 0;
    for (const [index, literal] of facts.required.entries()) {
      const extension = extensions[index];
      if (extension === undefined || !isVisible(extension) || used.has(literal.value)) continue;
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

function usedCapabilities(facts: Facts): Set<string> {
  const used = new Set<string>();
  for (const call of facts.calls) {
    for (const name of call.entry?.capabilities ?? []) used.add(name);
    for (const tag of call.tags.values()) {
      for (const { capabilities } of tag.entries) for (const name of capabilities) used.add(name);
    }
    for (const { parameter } of call.positional) {
      if (parameter?.requires !== undefined) used.add(parameter.requires);
    }
    addOwned(call, used);
    addFromStrings(call, used);
  }
  for (const [a, b] of together) {
    if (used.has(a)) used.add(b);
    if (used.has(b)) used.add(a);
  }
  return used;
}

/** Extensions that change what the other's commands do. */
const together = [
  ['spamtest', 'spamtestplus'],
  ['reject', 'ereject'],
] as const;

function addOwned(call: Call, used: Set<string>): void {
  for (const { value } of stringsOfKind(call, 'comparator')) {
    used.add(comparators.get(value)?.capability ?? `comparator-${value}`);
  }
  for (const { value } of stringsOfKind(call, 'envelope-part')) {
    used.add(envelopeParts.get(value.toLowerCase())?.capability ?? '');
  }
  // Names of variables are strings of their own in some commands.
  for (const { value } of stringsOfKind(call, 'variable-name')) {
    used.add(namespaces.get(value.split('.')[0]?.toLowerCase() ?? '')?.capability ?? '');
  }
}

function addFromStrings(call: Call, used: Set<string>): void {
  for (const { value } of allStrings(call)) {
    if (!value.includes('${')) continue;
    if (/\$\{(?:[a-z_]|\d)/i.test(value)) used.add('variables');
    if (/\$\{(?:hex|unicode):/i.test(value)) used.add('encoded-character');
    for (const [, space = ''] of value.matchAll(/\$\{([a-z_]\w*)\./gi)) {
      used.add(namespaces.get(space.toLowerCase())?.capability ?? '');
    }
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
