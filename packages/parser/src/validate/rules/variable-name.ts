import { namespaces } from '../../language/registry.ts';
import { limits } from '../../limits.ts';
import type { StringLiteral } from '../../syntax/ast.ts';
import type { Bound } from '../bind.ts';
import type { Context } from '../context.ts';

const identifier = /^[a-z_]\w*$/i;

/** Checks a name to assign to (RFC 5229 section 4; RFC 6609 section 3.4 for `global`). */
export function checkVariableName(literal: StringLiteral, context: Context, bound: Bound): void {
  const name = literal.value;
  const plain = context.differs('plain-variables');
  if (plain && name === '') return;
  if (/^\d+$/.test(name)) {
    context.error(
      'match-variable-assigned',
      literal,
      `“${name}” is a match variable: only :matches and :regex set it. Choose a name that starts with a letter.`,
    );
    return;
  }
  const dot = name.indexOf('.');
  if (dot > 0 && !plain && bound.node.name.lower !== 'global') {
    checkNamespace(literal, dot, context);
    return;
  }
  if (identifier.test(name) && (plain || name.length <= limits.variableNameLength)) {
    checkGlobal(name, literal, context, bound);
    return;
  }
  context.error(
    'variable-name',
    literal,
    `“${name}” is no name for a variable: names start with a letter or _, go on with letters, digits and _, ` +
      `and have at most ${limits.variableNameLength} characters.`,
  );
}

/** Checks the name of a variable to look at, which may be a match variable too. */
export function checkVariableRead(literal: StringLiteral, context: Context, bound: Bound): void {
  if (context.differs('plain-variables') || !/^\d+$/.test(literal.value)) {
    checkVariableName(literal, context, bound);
  }
}

function checkNamespace(literal: StringLiteral, dot: number, context: Context): void {
  const space = literal.value.slice(0, dot);
  const known = namespaces.get(space.toLowerCase());
  if (known !== undefined && context.enabled.has(known.capability)) {
    if (known.definition.writable && identifier.test(literal.value.slice(dot + 1))) return;
    context.error(
      'variable-name',
      literal,
      known.definition.writable
        ? `“${literal.value}” is no name for a variable in the namespace “${space}”.`
        : `Variables of the namespace “${space}” cannot be set. Choose another name.`,
    );
    return;
  }
  if (context.lenient) return;
  if (known !== undefined) {
    context.need([known.capability], literal, `The namespace “${space}”`);
    return;
  }
  context.error(
    'unknown-namespace',
    literal,
    `There is no namespace “${space}” of variables. A plain name has no dot.`,
  );
}

/** A variable that was set before cannot be made global (RFC 6609 section 3.4.1). */
function checkGlobal(name: string, literal: StringLiteral, context: Context, bound: Bound): void {
  const lower = name.toLowerCase();
  if (bound.node.type === 'test') return;
  if (bound.node.name.lower !== 'global') {
    context.assigned.add(lower);
    return;
  }
  if (context.assigned.has(lower) && !context.globals.has(lower)) {
    context.error(
      'global-after-set',
      literal,
      `“${name}” was set before this, as a variable of this script alone. Move global before the first set.`,
    );
  }
  context.globals.add(lower);
}
