import type { Bound, BoundTag } from '../bind.ts';
import { fits } from '../bind.ts';
import type { Context } from '../context.ts';
import { article, describeArgument, typeNames } from '../string.ts';

/** Checks that a tag has its value, and of the right type (RFC 5228 section 2.6.2). */
export function checkTagValue(tag: BoundTag, bound: Bound, context: Context): void {
  const wanted = tag.entry?.definition.value;
  if (wanted === undefined) return;
  const name = tag.node.name;
  if (tag.value === null) {
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
