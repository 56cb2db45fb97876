import { limits } from '../limits.ts';
import type { Script } from '../syntax/ast.ts';
import { createLineIndex } from '../text/line-index.ts';
import type { Range } from '../text/range.ts';

/** A word in a comment that names a rule. */
export interface NamedRule extends Range {
  readonly name: string;
}

/** A comment that switches rules off or on again: `# sievekit-disable rule-name`. */
export interface Directive extends Range {
  readonly action: 'disable' | 'enable' | 'disable-next-line';
  /** None: all rules. */
  readonly rules: readonly NamedRule[];
}

const form = /^(?:#|\/\*)[^\S\n]*sievekit-(disable-next-line|disable|enable)(?=\s|\*\/|$)/;

/** The directives of a script, in order. What follows `--` in one is the reason, and not read. */
export function readDirectives(script: Script): Directive[] {
  if (!script.text.includes('sievekit-')) return [];
  const { tokens, text } = script;
  const found: Directive[] = [];
  for (let index = 0; index < tokens.length && found.length < limits.directives; index++) {
    const kind = tokens.kind(index);
    if (kind !== 'hash-comment' && kind !== 'bracket-comment') continue;
    const from = tokens.start(index);
    const comment = text.slice(from, tokens.start(index + 1));
    const match = form.exec(comment);
    if (match === null) continue;
    const action = match[1] as Directive['action'];
    found.push({
      action,
      from,
      to: from + comment.length,
      rules: namesIn(comment, match[0].length, from),
    });
  }
  return found;
}

function namesIn(comment: string, start: number, offset: number): NamedRule[] {
  const named = comment.slice(start).split(/\s--|\*\//, 1)[0] ?? '';
  const found: NamedRule[] = [];
  for (const match of named.matchAll(/[^\s,]+/g)) {
    const from = offset + start + match.index;
    found.push({ name: match[0], from, to: from + match[0].length });
  }
  return found;
}

/** Whether comments switch this rule off at this offset. */
export type IsSuppressed = (rule: string, offset: number) => boolean;

/** Reads the comments of a script that switch rules off. */
export function readSuppressions(script: Script, directives: readonly Directive[]): IsSuppressed {
  if (directives.length === 0) return () => false;
  const lines = createLineIndex(script.text);
  const off = new Map<string, { from: number; to: number }[]>();
  const close = (name: string, at: number): void => {
    const last = off.get(name)?.at(-1);
    if (last !== undefined && last.to > at) last.to = at;
  };
  const open = (name: string, from: number, to: number): void => {
    const ranges = off.get(name);
    if (ranges === undefined) off.set(name, [{ from, to }]);
    else ranges.push({ from, to });
  };
  for (const { action, rules, from, to } of directives) {
    const names = rules.length === 0 ? ['*'] : rules.map(({ name }) => name);
    for (const name of names) {
      if (action === 'disable') open(name, from, Number.POSITIVE_INFINITY);
      else if (action === 'enable') close(name, from);
      else {
        const next = lines.range(lines.position(to - 1).line + 1);
        open(name, next.from, next.to + 1);
      }
    }
    if (action === 'enable' && rules.length === 0) for (const name of off.keys()) close(name, from);
  }
  const covers = (name: string, offset: number): boolean =>
    off.get(name)?.some((range) => range.from <= offset && offset < range.to) === true;
  return (rule, offset) => covers(rule, offset) || covers('*', offset);
}
