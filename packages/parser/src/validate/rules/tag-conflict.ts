import type { Argument } from '../../syntax/ast.ts';
import { startOfBlank } from '../../text/blank.ts';
import type { Bound, BoundTag } from '../bind.ts';
import { type Context, replace } from '../context.ts';

/** Reports tags given twice and tags that exclude one another (RFC 5228 section 2.6). */
export function checkTagConflicts(bound: Bound, context: Context): void {
  for (let index = 1; index < bound.tags.length; index++) {
    const tag = bound.tags[index];
    if (tag?.entry == null) continue;
    const earlier = findEarlier(bound.tags, index, tag.entry.group);
    if (earlier === undefined || mayRepeat(earlier, tag, context)) continue;
    if (earlier.node.lower === tag.node.lower) reportTwice(earlier, tag, bound, context);
    else reportConflict(earlier, tag, bound, context);
  }
}

/**
 * The argument that is too many because a tag stands before it that excludes an earlier one, as in
 * `size :over 1K :under 2K`; undefined where there is none.
 */
export function findSpare({ node, tags, positional, entry }: Bound): Argument | undefined {
  const spare = positional[entry.parameters.length];
  if (spare === undefined || positional.length > entry.parameters.length + 1) return undefined;
  const before = node.arguments[node.arguments.indexOf(spare) - 1];
  const index = tags.findIndex((tag) => tag.node === before);
  const group = tags[index]?.entry?.group;
  const isExcluded = group !== undefined && findEarlier(tags, index, group) !== undefined;
  return isExcluded ? spare : undefined;
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

function reportTwice(earlier: BoundTag, tag: BoundTag, bound: Bound, context: Context): void {
  const spare = earlier.value === null && tag.value !== null ? earlier : tag;
  context.error(
    'duplicate-tag',
    tag.node,
    `“:${tag.node.name}” is given twice for “${bound.node.name.name}”. Remove one.`,
    replace('Remove it', { from: spare.node.from, to: (spare.value ?? spare.node).to }, ''),
  );
}

function reportConflict(earlier: BoundTag, tag: BoundTag, bound: Bound, context: Context): void {
  const last = tag.value ?? findSpare(bound) ?? tag.node;
  // Together with the blank before it.
  const from = startOfBlank(context.script.text, tag.node.from, earlier.node.to);
  context.error(
    'conflicting-tags',
    tag.node,
    `“:${tag.node.name}” excludes “:${earlier.node.name}” before it: only one of them may be given. Remove one.`,
    replace('Remove it', { from, to: last.to }, ''),
  );
}
