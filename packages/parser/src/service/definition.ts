import type { Script } from '../syntax/ast.ts';
import { visit } from '../syntax/visit.ts';
import type { Range } from '../text/range.ts';
import { type Occurrence, occurrenceAt, variableOccurrences } from './variable.ts';

/** Where something is defined: places in this script, or another script by its name. */
export type DefinitionTarget =
  | { readonly type: 'here'; readonly from: number; readonly to: number }
  | {
      readonly type: 'script';
      readonly name: string;
      readonly location: 'personal' | 'global';
      /** The string that names it. */
      readonly origin: Range;
    };

/**
 * Where the thing at an offset is defined: for a variable the places that assign it, the nearest
 * before the offset first; for an `include` (RFC 6609) the script that it names.
 */
export function findDefinition(script: Script, offset: number): DefinitionTarget[] {
  const included = includeAt(script, offset);
  if (included !== null) return [included];
  const all = variableOccurrences(script);
  const found = occurrenceAt(all, offset);
  if (found === null) return [];
  const places = all.filter((one) => one.variable === found.variable && one.use !== 'read');
  const before = places.filter(({ to }) => to < found.from).reverse();
  const ordered = [...before, ...places.filter(({ to }) => to >= found.from)];
  return ordered.map(({ from, to }) => ({ type: 'here', from, to }));
}

/** All places that name the variable at an offset, in order; none where there is no variable. */
export function findReferences(script: Script, offset: number): readonly Occurrence[] {
  const all = variableOccurrences(script);
  const found = occurrenceAt(all, offset);
  return found === null ? [] : all.filter(({ variable }) => variable === found.variable);
}

function includeAt(script: Script, offset: number): DefinitionTarget | null {
  let found: DefinitionTarget | null = null;
  visit(script, (node) => {
    if (offset < node.from || offset > node.to) return false;
    if (node.type !== 'command' || node.name.lower !== 'include') return undefined;
    const global = node.arguments.some(
      (argument) => argument.type === 'tag' && argument.lower === 'global',
    );
    const name = node.arguments.find(
      ({ type, from, to }) => type === 'string' && from <= offset && offset <= to,
    );
    if (name?.type !== 'string') return false;
    const { from, to } = name;
    const location = global ? 'global' : 'personal';
    found = { type: 'script', name: name.value, location, origin: { from, to } };
    return false;
  });
  return found;
}
