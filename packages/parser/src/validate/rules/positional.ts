import type { Parameter } from '../../language/definition.ts';
import type { Argument } from '../../syntax/ast.ts';
import type { Bound } from '../bind.ts';
import { fits } from '../bind.ts';
import { type Context, replace } from '../context.ts';
import { article, describeArgument } from '../string.ts';
import { findSpare } from './tag-conflict.ts';

/** Checks number and types of positional arguments (RFC 5228 section 2.6.1). */
export function checkPositional(bound: Bound, context: Context): void {
  if (bound.uncertain) return;
  const { positional, parameters, entry } = bound;
  if (positional.length < entry.required) {
    reportMissing(bound, context);
    return;
  }
  const extra = positional[entry.parameters.length];
  if (extra !== undefined && !isSpareFlag(bound, context)) {
    if (findSpare(bound) === undefined) reportExtra(bound, extra, context);
    return;
  }
  for (let index = 0; index < positional.length; index++) {
    const argument = positional[index];
    const parameter = parameters[index];
    if (argument === undefined || parameter === undefined) continue;
    if (!fits(argument, parameter.type)) reportType(bound, argument, parameter, context);
    if (parameter.requires !== undefined) {
      context.need(
        [parameter.requires],
        argument,
        `The ${parameter.name} of “${bound.node.name.name}”`,
      );
    }
  }
}

/** An argument too many that some servers let pass. */
function isSpareFlag({ node, positional, entry }: Bound, context: Context): boolean {
  return (
    node.type === 'command' &&
    entry.extension.capability === 'imap4flags' &&
    positional.length === entry.parameters.length + 1 &&
    context.differs('spare-flag-argument')
  );
}

function reportMissing(bound: Bound, context: Context): void {
  const { node, entry, positional } = bound;
  const name = node.name.name;
  const absent = entry.parameters
    .filter((parameter) => parameter.optional !== true)
    .slice(positional.length);
  const list = absent.map((parameter) => `the ${parameter.name} (${article(parameter.type)})`);
  const swallowed = bound.tags.findLast((tag) => tag.value !== null && !tag.misplaced);
  const hint =
    swallowed?.value?.type === 'string' || swallowed?.value?.type === 'list'
      ? ` ${context.source(swallowed.value)} belongs to “:${swallowed.node.name}” before it.`
      : '';
  context.error(
    'missing-argument',
    node.name,
    `“${name}” lacks ${list.join(' and ')}.${hint} Write ${absent.length > 1 ? 'them' : 'it'} at its end.`,
  );
}

function reportExtra(bound: Bound, extra: Argument, context: Context): void {
  const name = bound.node.name.name;
  const count = bound.entry.parameters.length;
  const takes =
    count === 0 ? 'no arguments' : `${count} argument${count === 1 ? '' : 's'} besides its tags`;
  const last = bound.positional.at(-1) ?? extra;
  const message = `“${name}” takes ${takes}; this is one too many. Remove it.`;
  const colonless = extra.type === 'string' && bound.entry.tags.has(extra.value.toLowerCase());
  context.error(
    'unexpected-argument',
    { from: extra.from, to: last.to },
    colonless ? `${message} A tag is written with a colon and without quotes.` : message,
  );
}

function reportType(
  bound: Bound,
  argument: Argument,
  parameter: Parameter,
  context: Context,
): void {
  const name = bound.node.name.name;
  const [only] = argument.type === 'list' ? argument.items : [];
  const unwrap =
    argument.type === 'list' && argument.items.length === 1 && only !== undefined
      ? [replace('Remove the brackets', argument, context.source(only))]
      : [];
  context.error(
    'wrong-argument-type',
    argument,
    `“${name}” takes ${article(parameter.type)} for the ${parameter.name}, not ${describeArgument(argument)}.` +
      (unwrap.length > 0 ? ' Remove the brackets.' : ''),
    ...unwrap,
  );
}
