import type { StringLiteral } from '../syntax/ast.ts';
import type { Range } from '../text/range.ts';
import { type Call, stringsOf, stringsOfKind } from './call.ts';
import type { Facts } from './facts.ts';

const reference = /\$\{([a-z_]\w*)\}/gi;
const setters = new Set(['set', 'extracttext']);

/** A place where a variable of the script's own is named. */
export interface VariablePlace extends Range {
  /** Lower case (RFC 5229 section 3). */
  readonly name: string;
}

/** Where variables are assigned and read. */
export interface VariableUses {
  readonly assigned: readonly VariablePlace[];
  readonly read: readonly VariablePlace[];
  /** Names that other scripts share (RFC 6609 section 3.4). */
  readonly shared: ReadonlySet<string>;
}

/** Finds all places of variables. Names with a dot belong to namespaces, and are left out. */
export function variableUses(facts: Facts): VariableUses {
  const assigned: VariablePlace[] = [];
  const read: VariablePlace[] = [];
  const shared = new Set<string>();
  for (const call of facts.taking('variable-name')) {
    for (const literal of stringsOfKind(call, 'variable-name')) {
      if (!/^[a-z_]\w*$/i.test(literal.value)) continue;
      const place = { name: literal.value.toLowerCase(), from: literal.from, to: literal.to };
      if (call.name === 'global') shared.add(place.name);
      else assigned.push(place);
      // setflag and the like change a variable in place; :output stores into one.
      if (call.name !== 'global' && !setters.has(call.name)) read.push(place);
    }
  }
  for (const call of facts.taking('variable-read')) {
    for (const literal of stringsOfKind(call, 'variable-read')) {
      read.push({ name: literal.value.toLowerCase(), from: literal.from, to: literal.to });
    }
  }
  for (const literal of facts.interpolated) read.push(...referencesIn(literal, facts.text));
  return { assigned, read: read.sort((a, b) => a.from - b.from), shared };
}

/** Whether a string among the arguments of a call, or of the tests in it, may hold a variable. */
export function holdsReference(call: Call): boolean {
  for (const argument of call.node.arguments) {
    for (const { value } of stringsOf(argument)) if (value.includes('${')) return true;
  }
  return call.tests.some(holdsReference);
}

/** The variables of one's own that a string holds; each with its place in the source. */
export function referencesIn(literal: StringLiteral, text: string): VariablePlace[] {
  if (!literal.value.includes('${')) return [];
  const source = text.slice(literal.from, literal.to);
  return [...source.matchAll(reference)].map((match) => ({
    name: (match[1] ?? '').toLowerCase(),
    from: literal.from + match.index,
    to: literal.from + match.index + match[0].length,
  }));
}
