import type { Fix } from '../../diagnostic.ts';
import { startOfSpace } from '../../text/blank.ts';
import type { Bound, BoundTag } from '../bind.ts';
import type { Context } from '../context.ts';

/** Reports a tag after a positional argument: tags come first (RFC 5228 section 2.6.2). */
export function reportMisplacedTag(tag: BoundTag, bound: Bound, context: Context): void {
  // One that excludes an earlier tag has been reported.
  const group = tag.entry?.group;
  const earlier = bound.tags.slice(0, bound.tags.indexOf(tag));
  if (earlier.some((other) => other.entry?.group === group)) return;
  // The argument may be the value of an unknown tag, which is told.
  if (earlier.some((other) => other.entry === null)) return;
  const name = bound.node.name.name;
  context.error(
    'misplaced-tag',
    tag.node,
    `The tag “:${tag.node.name}” stands after an argument of “${name}”, where tags must come first. ` +
      `Move it next to “${name}”.`,
    moveAfterName(tag, bound, context),
  );
}

function moveAfterName(tag: BoundTag, bound: Bound, context: Context): Fix {
  const to = (tag.value ?? tag.node).to;
  const gap = startOfSpace(context.script.text, tag.node.from, bound.node.from);
  const at = bound.node.name.to;
  return {
    title: `Move it next to ${bound.node.name.name}`,
    edits: [
      { from: at, to: at, insert: ` ${context.source({ from: tag.node.from, to })}` },
      { from: gap, to, insert: '' },
    ],
  };
}
