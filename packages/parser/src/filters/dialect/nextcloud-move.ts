import type { Script } from '../../syntax/ast.ts';
import type { TextEdit } from '../../text/edit.ts';
import { FilterError } from '../error.ts';
import { moveRule } from './move.ts';
import type { NextcloudRule } from './nextcloud-rule.ts';

const priorityKey = /(?<!\\)"priority"\s*:\s*(-?\d+)/d;

/** The priority in the JSON of a rule; 0 where there is none. */
export function priorityOf(json: string): number {
  return Number(priorityKey.exec(json)?.[1] ?? 0);
}

/** Nextcloud orders its rules by their priorities, the code with them. */
export function moveByPriority(
  script: Script,
  rules: readonly NextcloudRule[],
  rule: NextcloudRule,
  index: number,
): TextEdit[] {
  const listed = rules.filter(({ item }) => item !== null);
  if (listed.length === 0) return moveRule(script, rules, rule, index);
  const [before, after] = [listed.indexOf(rule), listed.indexOf(rules[index] as NextcloudRule)];
  if (before < 0 || after < 0) {
    const message = 'Nextcloud’s rules stay among themselves: it writes them between its markers.';
    throw new FilterError('needs-code', message);
  }
  const order = [...listed];
  order.splice(after, 0, ...order.splice(before, 1));
  const inList = priorities(script, listed).flatMap((priority, at) => {
    const [slot, moved] = [listed[at]?.item?.range, order[at]?.item?.range];
    if (slot === undefined || moved === undefined) return [];
    const insert = withPriority(script.text.slice(moved.from, moved.to), priority);
    return insert === script.text.slice(slot.from, slot.to) ? [] : [{ ...slot, insert }];
  });
  const inCode = order.filter(({ piece }) => piece !== null);
  const slots = listed.filter(({ piece }) => piece !== null);
  const moved = slots.flatMap(({ from, to }, at) => {
    const source = inCode[at];
    if (source === undefined || source.from === from) return [];
    return [{ from, to, insert: script.text.slice(source.from, source.to) }];
  });
  return [...inList, ...moved];
}

/** The priorities of the list in ascending order, new ones where two are the same. */
function priorities({ text }: Script, listed: readonly NextcloudRule[]): number[] {
  const found = listed.map(({ item }) =>
    item === null ? 0 : priorityOf(text.slice(item.range.from, item.range.to)),
  );
  const sorted = found.toSorted((a, b) => a - b);
  return new Set(sorted).size === sorted.length ? sorted : sorted.map((_, at) => (at + 1) * 10);
}

function withPriority(json: string, priority: number): string {
  const [from, to] = priorityKey.exec(json)?.indices?.[1] ?? [];
  if (from !== undefined && to !== undefined) {
    return json.slice(0, from) + priority + json.slice(to);
  }
  return json.replace(/\}$/, `,"priority":${priority}}`);
}
