import { capabilityNames, findExtension } from '../../language/registry.ts';
import { requireEdits } from '../../language/require.ts';
import type { Command, StringLiteral } from '../../syntax/ast.ts';
import { type Context, didYouMean, replace } from '../context.ts';
import { stringsOf } from '../string.ts';

/** Checks one `require` (RFC 5228 section 3.2) and puts in force what it names. */
export function checkRequire(node: Command, leading: boolean, context: Context): void {
  const strings = stringsOf(node.arguments[0]);
  if (!leading) reportMisplaced(node, strings, context);
  for (const literal of strings) context.enable(checkName(literal, context));
}

/** Checks, after all `require` commands, what extensions ask of one another. */
export function checkNeeds(requires: readonly Command[], context: Context): void {
  for (const node of requires) {
    for (const literal of stringsOf(node.arguments[0])) {
      const { needs = [], excludes = [] } = findExtension(literal.value) ?? {};
      context.need(needs, literal, `The extension "${literal.value}"`);
      const other = excludes.find((name) => context.enabled.has(name));
      if (other !== undefined) reportConflict(literal, other, context);
    }
  }
}

function reportConflict(literal: StringLiteral, other: string, context: Context): void {
  const message =
    `"${literal.value}" gives the commands of "${other}" another meaning, so both cannot be ` +
    `required. Remove "${literal.value}".`;
  if (context.differs('no-draft-beside-standard')) {
    context.error('conflicting-capabilities', literal, message);
  } else context.warn('conflicting-capabilities', literal, message);
}

function reportMisplaced(node: Command, strings: readonly StringLiteral[], context: Context): void {
  const names = strings.map((literal) => literal.value);
  context.error(
    'misplaced-require',
    node.name,
    'require must stand before all other commands, outside of any block. Move it to the top.',
    {
      title: 'Move it to the top',
      edits: [...requireEdits(context.script, names), { from: node.from, to: node.to, insert: '' }],
    },
  );
}

/** Gives the name that is meant, so that one slip is told once and not at each use. */
function checkName(literal: StringLiteral, context: Context): string {
  const name = literal.value;
  const extension = findExtension(name);
  if (extension?.replacedBy !== undefined) {
    context.warn(
      'superseded-capability',
      literal,
      `"${name}" is an old extension that few servers still have. Use "${extension.replacedBy}" instead.`,
    );
  }
  if (context.isOptional(name)) {
    context.note(
      'capability-off',
      literal,
      `"${name}" is off by default on ${context.profile.title}: the script loads where the administrator switched it on${conditionOf(name, context)}.`,
    );
    return name;
  }
  if (context.isSupported(name)) return name;
  if (extension !== undefined) {
    reportUnsupported(literal, context);
    return name;
  }
  const near = context.suggest(name, capabilityNames);
  const quoted = near === null ? null : `"${near}"`;
  context.error(
    'unknown-capability',
    literal,
    `There is no extension "${name}". ${didYouMean(quoted, 'Remove it from require.')}`,
    ...(quoted === null ? [] : [replace(`Replace by ${quoted}`, literal, quoted)]),
  );
  return near ?? name;
}

/** What switching it on takes there. */
function conditionOf(name: string, { profile }: Context): string {
  const condition = profile.conditions?.[name];
  return condition === undefined ? '' : `, which takes ${condition}`;
}

function reportUnsupported(literal: StringLiteral, context: Context): void {
  const server = context.profile.name === 'any' ? 'this server' : context.profile.title;
  context.error(
    'capability-not-supported',
    literal,
    `This will not load on ${server}, because it does not offer the extension "${literal.value}". ` +
      (/^(?:any|live)$/.test(context.profile.name)
        ? 'Remove what needs it, or ask the administrator whether it can be switched on.'
        : 'It cannot be switched on there. Remove what needs it.'),
  );
}
