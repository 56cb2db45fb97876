import { findCommand, findTest, namespaces } from '../language/registry.ts';
import { requiredCapabilities } from '../language/require.ts';
import type { Argument, Command, Script, StringLiteral, Test } from '../syntax/ast.ts';
import { visit } from '../syntax/visit.ts';
import type { Range } from '../text/range.ts';
import { type Bound, bind } from '../validate/bind.ts';
import { Context } from '../validate/context.ts';

/** A place where a variable is named (RFC 5229); the range is that of the name alone. */
export interface Occurrence extends Range {
  /** The variable, lower case; the same for all its places. */
  readonly variable: string;
  /** The name as written there. */
  readonly name: string;
  /** `write` assigns, `declare` makes it global (RFC 6609), `read` uses the value. */
  readonly use: 'write' | 'declare' | 'read';
  /** The command or test that names it. */
  readonly node: Command | Test;
}

const reference = /\$\{([a-z_]\w*(?:\.\w+)*)\}/gi;

/** All places where the script names a variable, in order; none where it uses no variables. */
export function variableOccurrences(script: Script): Occurrence[] {
  const required = requiredCapabilities(script);
  const context = new Context(script, {});
  for (const capability of required) context.enable(capability);
  const found: Occurrence[] = [];
  let assigns = false;
  visit(script, (node) => {
    if (node.type !== 'command' && node.type !== 'test') return undefined;
    const entry =
      node.type === 'command' ? findCommand(node.name.lower) : findTest(node.name.lower);
    if (node.name.lower === 'set' || node.name.lower === 'global') assigns = true;
    if (entry !== undefined) found.push(...namesIn(bind(node, entry, context)));
    found.push(...referencesIn(script, node));
    return undefined;
  });
  if (!assigns && !context.variables) return [];
  return mergeGlobals(found).sort((a, b) => a.from - b.from);
}

/** The occurrence that an offset touches, among those of a script. */
export function occurrenceAt(all: readonly Occurrence[], offset: number): Occurrence | null {
  return all.find(({ from, to }) => from <= offset && offset <= to) ?? null;
}

/** Strings that are names of variables by the place where they stand. */
function namesIn({ node, positional, parameters, tags }: Bound): Occurrence[] {
  const found: Occurrence[] = [];
  const add = (argument: Argument | null | undefined, kind: string | undefined): void => {
    if (kind !== 'variable-name' && kind !== 'variable-read') return;
    const reads = kind === 'variable-read';
    const use = reads ? 'read' : node.name.lower === 'global' ? 'declare' : 'write';
    for (const literal of stringsOf(argument)) {
      if (literal.form !== 'quoted' || literal.to - literal.from !== literal.value.length + 2) {
        continue;
      }
      const occurrence = locate(literal.value, literal.from + 1, use, node);
      if (occurrence !== null) found.push(occurrence);
    }
  };
  positional.forEach((argument, index) => {
    add(argument, parameters[index]?.kind);
  });
  for (const tag of tags) add(tag.value, tag.entry?.definition.value?.kind);
  return found;
}

function referencesIn({ text }: Script, node: Command | Test): Occurrence[] {
  const found: Occurrence[] = [];
  for (const literal of node.arguments.flatMap(stringsOf)) {
    if (!literal.value.includes('${')) continue;
    const { characters, offsets } = content(text, literal);
    for (const match of characters.matchAll(reference)) {
      const name = match[1] ?? '';
      const start = match.index + 2;
      const occurrence = locate(name, start, 'read', node);
      if (occurrence === null) continue;
      const from = offsets(occurrence.from);
      found.push({ ...occurrence, from, to: offsets(occurrence.to - 1) + 1 });
    }
  }
  return found;
}

/** A name with its range; null for what is no variable of the script's own. */
function locate(
  name: string,
  from: number,
  use: Occurrence['use'],
  node: Command | Test,
): Occurrence | null {
  const dot = name.lastIndexOf('.');
  if (dot >= 0 && namespaces.get(name.slice(0, dot).toLowerCase())?.definition.writable !== true) {
    return null;
  }
  if (!/^[a-z_]\w*$/i.test(name.slice(dot + 1))) return null;
  const to = from + name.length;
  const base = { variable: name.toLowerCase(), name, use, node };
  return { ...base, from: from + dot + 1, to };
}

/** `global.name` is the variable that `global "name"` declares (RFC 6609 section 3.4). */
function mergeGlobals(all: readonly Occurrence[]): Occurrence[] {
  const declared = new Set(all.filter(({ use }) => use === 'declare').map((one) => one.variable));
  return all.map((one) => {
    const bare = one.variable.replace(/^global\./, '');
    return bare !== one.variable && declared.has(bare) ? { ...one, variable: bare } : one;
  });
}

/** What a string holds, and where in the source each of its characters stands. */
function content(
  text: string,
  literal: StringLiteral,
): { readonly characters: string; readonly offsets: (index: number) => number } {
  const raw = text.slice(literal.from, literal.to);
  if (literal.form === 'multi-line') {
    const start = raw.indexOf('\n') + 1;
    return { characters: raw.slice(start), offsets: (index) => literal.from + start + index };
  }
  if (!raw.includes('\\')) {
    return { characters: raw.slice(1), offsets: (index) => literal.from + 1 + index };
  }
  const offsets: number[] = [];
  let characters = '';
  for (let at = 1; at < raw.length; at++) {
    if (raw[at] === '\\' && at + 1 < raw.length) at++;
    offsets.push(literal.from + at);
    characters += raw[at] ?? '';
  }
  return { characters, offsets: (index) => offsets[index] ?? literal.to };
}

function stringsOf(argument: Argument | null | undefined): readonly StringLiteral[] {
  if (argument?.type === 'string') return [argument];
  return argument?.type === 'list' ? argument.items : [];
}
