import type { Bound, BoundTag } from '../bind.ts';
import { type Context, replace } from '../context.ts';

/** Reports tags given twice and tags that exclude one another (RFC 5228 section 2.6). */
export function checkTagConflicts(bound: Bound, context: Context): void {
  for (let index = 1; index < bound.tags.length; index++) {
    const tag = bound.tags[index];
    if (tag?.entry == null) continue;
    const earlier = findEarlier(bound.tags, index, tag.entry.group);
    if (earlier === undefined || mayRepeat(earlier, tag, context)) continue;
    if (earlier.node.lower === tag.node.lower) reportTwice(tag, bound, context);
    else reportConflict(earlier, tag, context);
  }
}

/** Some servers let one tag pass twice. */
function mayRepeat(earlier: BoundTag, tag: BoundTag, context: Context): boolean {
  const { lower } = tag.node;
  return (
    lower === 'anychild' && earlier.node.lower === lower && context.differs('repeated-anychild')
  );
}

function findEarlier(tags: readonly BoundTag[], end: number, group: string): BoundTag | undefined {
  for (let index = 0; index < end; index++) {
    if (tags[index]?.entry?.group === group) return tags[index];
  }
  return undefined;
}

function reportTwice(tag: BoundTag, bound: Bound, context: Context): void {
  context.error(
    'duplicate-tag',
    tag.node,
    `“:${tag.node.name}” is given twice for “${bound.node.name.name}”. Remove one.`,
    replace('Remove it', { from: tag.node.from, to: (tag.value ?? tag.node).to }, ''),
  );
}

function reportConflict(earlier: BoundTag, tag: BoundTag, context: Context): void {
  context.error(
    'conflicting-tags',
    tag.node,
    `“:${tag.node.name}” excludes “:${earlier.node.name}” before it: only one of them may be given. Remove one.`,
    replace('Remove it', { from: tag.node.from, to: (tag.value ?? tag.node).to }, ''),
  );
}
