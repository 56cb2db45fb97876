import type { Bound, BoundTag } from '../bind.ts';
import { type Context, didYouMean, replace } from '../context.ts';

/** Reports a tag that the command does not take (RFC 5228 section 2.6.2). */
export function reportUnknownTag(tag: BoundTag, bound: Bound, context: Context): void {
  if (context.lenient) return;
  // What takes no tags at all is told once.
  if (bound.entry.tags.size === 0 && bound.tags[0] !== tag) return;
  const near = context.suggest(tag.node.lower, () => bound.entry.tags.keys());
  const taken = [...bound.entry.tags.keys()].map((name) => `:${name}`);
  const otherwise = taken.length === 0 ? 'It takes no tags.' : `It takes ${taken.join(', ')}.`;
  context.error(
    'unknown-tag',
    tag.node,
    `“${bound.node.name.name}” has no tag “:${tag.node.name}”. ` +
      didYouMean(near === null ? null : `:${near}`, otherwise),
    ...(near === null ? [] : [replace(`Replace by :${near}`, tag.node, `:${near}`)]),
  );
}
