import type { Parameter, StringKind } from '../language/definition.ts';
import { type Entry, findExtension } from '../language/registry.ts';
import { leadingRequires, requiredStrings } from '../language/require.ts';
import type { Command, Script, StringLiteral } from '../syntax/ast.ts';
import { type Call, type MatchType, stringsOf } from './call.ts';
import { type Directive, readDirectives } from './suppress.ts';
import { type Found, type Memory, walk } from './walk.ts';

/** What all rules know of a script, gathered in one walk. */
export interface Facts extends Found {
  readonly script: Script;
  readonly text: string;
  /** The strings of the leading `require` commands. */
  readonly required: readonly StringLiteral[];
  /** Capabilities in force, those that others bring along included. */
  readonly enabled: ReadonlySet<string>;
  /** Commands whose extension is neither required nor asked for by `ihave`. */
  readonly unusable: ReadonlySet<Command>;
  /** Comments that switch rules off. */
  readonly directives: readonly Directive[];
  /** The calls of these lower-case names, in the order of the text. */
  readonly named: (...names: readonly string[]) => readonly Call[];
  /** The tests that compare with keys in one of these ways, in the order of the text. */
  readonly comparing: (...types: readonly MatchType[]) => readonly Call[];
  /** The calls that may hold strings of this kind, in the order of the text. */
  readonly taking: (kind: StringKind) => readonly Call[];
}

/** Walks a script once. Blocks and tests beyond what servers nest are left out. */
export function readFacts(script: Script, memory: Memory | null): Facts {
  const found = walk(script.commands, memory);
  const byName = new Map<string, Call[]>();
  const byMatch = new Map<MatchType, Call[]>();
  for (const call of found.calls) {
    add(byName, call.name, call);
    if (call.keyArgument !== null) add(byMatch, call.matchType, call);
  }
  const required = leadingRequires(script).flatMap(requiredStrings);
  const enabled = enabledBy(required);
  return {
    script,
    text: script.text,
    required,
    enabled,
    ...found,
    unusable: unusableIn(found.calls, byName.get('ihave') ?? [], enabled),
    directives: readDirectives(script),
    named: (...names) => inOrder(names.map((name) => byName.get(name) ?? [])),
    comparing: (...types) => inOrder(types.map((type) => byMatch.get(type) ?? [])),
    taking: (kind) => inOrder([...byName.values()].map((calls) => takingAmong(calls, kind))),
  };
}

function add<Key>(lists: Map<Key, Call[]>, key: Key, call: Call): void {
  const present = lists.get(key);
  if (present === undefined) lists.set(key, [call]);
  else present.push(call);
}

/** Joins lists that are in the order of the text each. */
function inOrder(lists: readonly (readonly Call[])[]): readonly Call[] {
  const filled = lists.filter(({ length }) => length > 0);
  return filled.length < 2 ? (filled[0] ?? []) : filled.reduce(merge);
}

function merge(one: readonly Call[], other: readonly Call[]): readonly Call[] {
  const merged: Call[] = [];
  let next = 0;
  for (const call of one) {
    for (let before = other[next]; before !== undefined; before = other[++next]) {
      if (before.node.from > call.node.from) break;
      merged.push(before);
    }
    merged.push(call);
  }
  for (; next < other.length; next++) {
    const call = other[next];
    if (call !== undefined) merged.push(call);
  }
  return merged;
}

/** Of calls of one name: commands and tests may share it, but all commands and all tests take the same. */
function takingAmong(calls: readonly Call[], kind: StringKind): readonly Call[] {
  const entry = calls[0]?.entry;
  if (!calls.every((call) => call.entry === entry)) {
    return calls.filter((call) => call.entry !== undefined && takes(call.entry, kind));
  }
  return entry !== undefined && takes(entry, kind) ? calls : [];
}

function takes({ parameters, tags }: Entry, kind: StringKind): boolean {
  const is = (parameter: Parameter | undefined): boolean => parameter?.kind === kind;
  if (parameters.some(is)) return true;
  for (const entries of tags.values()) {
    if (entries.some(({ definition }) => is(definition.value))) return true;
  }
  return false;
}

function enabledBy(required: readonly StringLiteral[]): Set<string> {
  const enabled = new Set<string>();
  const open = required.map(({ value }) => value);
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (enabled.has(name)) continue;
    enabled.add(name);
    open.push(...(findExtension(name)?.implies ?? []));
  }
  return enabled;
}

function unusableIn(
  calls: readonly Call[],
  asking: readonly Call[],
  enabled: ReadonlySet<string>,
): Set<Command> {
  const asked = asking.flatMap(({ positional }) => stringsOf(positional[0]?.node));
  const usable = new Set([...enabled, ...asked.map(({ value }) => value)]);
  const found = new Set<Command>();
  for (const { node, entry } of calls) {
    if (node.type !== 'command' || entry === undefined || entry.capabilities.length === 0) continue;
    if (!entry.capabilities.every((name) => usable.has(name))) found.add(node);
  }
  return found;
}
