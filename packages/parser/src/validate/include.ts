import type { Command, Script, StringLiteral } from '../syntax/ast.ts';
import { visit } from '../syntax/visit.ts';
import { stringsOf } from './string.ts';

/** An `include` of a script (RFC 6609 section 3.2). */
export interface Include {
  /** The string that names the script. */
  readonly at: StringLiteral;
  readonly name: string;
  readonly location: 'personal' | 'global';
  readonly once: boolean;
  readonly optional: boolean;
}

/** The `include` commands of a script, in order; those that `if false` switches off are left out. */
export function findIncludes(script: Script): Include[] {
  const found: Include[] = [];
  if (!/include/i.test(script.text)) return found;
  visit(script, (node) => {
    if (node.type === 'script' || node.type === 'block') return true;
    if (node.type !== 'command') return false;
    const include = node.name.lower === 'include' ? readInclude(node) : null;
    if (include !== null) found.push(include);
    return node.block !== null && !isOff(node);
  });
  return found;
}

function readInclude({ arguments: given }: Command): Include | null {
  const [at] = given.flatMap((argument) => stringsOf(argument));
  if (at === undefined) return null;
  const has = (name: string): boolean =>
    given.some((argument) => argument.type === 'tag' && argument.lower === name);
  return {
    at,
    name: at.value,
    location: has('global') ? 'global' : 'personal',
    once: has('once'),
    optional: has('optional'),
  };
}

function isOff({ name, tests }: Command): boolean {
  return (name.lower === 'if' || name.lower === 'elsif') && tests[0]?.name.lower === 'false';
}
