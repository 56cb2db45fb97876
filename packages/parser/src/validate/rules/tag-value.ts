import type { Bound, BoundTag } from '../bind.ts';
import { fits } from '../bind.ts';
import type { Context } from '../context.ts';
import { article, describeArgument, typeNames } from '../string.ts';
import { bareWords } from './bare-words.ts';

/** Checks that a tag has its value, and of the right type (RFC 5228 section 2.6.2). */
export function checkTagValue(tag: BoundTag, bound: Bound, context: Context): void {
  const wanted = tag.entry?.definition.value;
  if (wanted === undefined) return;
  const name = tag.node.name;
  if (tag.value === null) {
    if (isTold(tag, bound, context)) return;
    context.error(
      'missing-tag-value',
      tag.node,
      `“:${name}” of “${bound.node.name.name}” needs a value: ${article(wanted.type)}, the ${wanted.name}. Write it after the tag.`,
    );
    return;
  }
  if (!fits(tag.value, wanted.type)) {
    context.error(
      'wrong-tag-value',
      tag.value,
      `“:${name}” takes ${article(wanted.type)} here, not ${describeArgument(tag.value)}. ` +
        `Write the ${wanted.name} as ${typeNames[wanted.type].example}.`,
    );
    return;
  }
  const { minimum } = wanted;
  if (tag.value.type === 'number' && minimum !== undefined && tag.value.value < BigInt(minimum)) {
    context.error(
      'number-too-small',
      tag.value,
      `The ${wanted.name} of “:${name}” is counted from ${minimum}. Write ${minimum} or more.`,
    );
  }
}

/** Whether the tag stands twice in a row, or before words that lack their quotes. */
function isTold(tag: BoundTag, { node, tags }: Bound, context: Context): boolean {
  const next = node.arguments[node.arguments.indexOf(tag.node) + 1];
  if (next !== undefined) {
    return next.type === 'tag' && next.lower === tag.node.lower;
  }
  const [word] = node.tests;
  return word !== undefined && tags.at(-1) === tag && bareWords(word, context) !== null;
}
