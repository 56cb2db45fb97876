import { requireEdits } from '../language/require.ts';
import type { Range } from '../text/range.ts';
import type { Completion } from './completion-item.ts';
import type { Cursor } from './cursor.ts';
import { chooseTag, nextRole } from './role.ts';
import type { Scope } from './scope.ts';
import { writeTag } from './signature.ts';
import { placeholder } from './snippet.ts';

/** The tags that the command or test takes and that do not conflict with those given. */
export function completeTags({ call }: Cursor, range: Range, scope: Scope): Completion[] {
  if (call?.entry === undefined) return [];
  const role = nextRole(call, scope);
  // Pigeonhole reads tags behind positional arguments as errors.
  if (role.tag !== null || role.positional > 0) return [];
  const taken = new Set(role.tags.map((tag) => tag.group));
  const found: Completion[] = [];
  for (const [name, entries] of call.entry.tags) {
    const supported = entries.filter((entry) => scope.supports(entry.capabilities));
    const tag = chooseTag(supported, scope);
    if (tag === null || taken.has(tag.group)) continue;
    const { value, doc, rfc } = tag.definition;
    const insert = `:${name}`;
    found.push({
      label: insert,
      kind: 'tag',
      detail: writeTag(tag),
      doc: `${doc}\n\n${rfc}`,
      ...{ from: range.from, to: range.to },
      insert,
      ...(value === undefined ? {} : { snippet: `${insert} ${placeholder(value, 1)}` }),
      additionalEdits: requireEdits(scope.script, scope.missing(tag.capabilities)),
    });
  }
  return found;
}
