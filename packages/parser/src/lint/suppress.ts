import { limits } from '../limits.ts';
import type { Script } from '../syntax/ast.ts';
import { createLineIndex, type LineIndex } from '../text/line-index.ts';
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

/**
 * Reads the comments of a script that switch rules off. The last one before a place that names a
 * rule, or names none, counts for it.
 */
export function readSuppressions(script: Script, directives: readonly Directive[]): IsSuppressed {
  if (directives.length === 0) return () => false;
  const lines = createLineIndex(script.text);
  const byRule = new Map<string, Suppression>();
  return (rule, offset) => {
    let known = byRule.get(rule);
    if (known === undefined) {
      known = suppressionOf(rule, directives, lines);
      byRule.set(rule, known);
    }
    return isOff(known, offset);
  };
}

/** Where one rule is switched, and the single lines on which it is off. */
interface Suppression {
  readonly switches: readonly { readonly from: number; readonly off: boolean }[];
  readonly lines: readonly Range[];
}

function suppressionOf(
  rule: string,
  directives: readonly Directive[],
  lines: LineIndex,
): Suppression {
  const switches: { from: number; off: boolean }[] = [];
  const single: Range[] = [];
  for (const { action, rules, from, to } of directives) {
    if (rules.length > 0 && !rules.some(({ name }) => name === rule)) continue;
    if (action === 'disable-next-line') {
      const next = lines.range(lines.position(to - 1).line + 1);
      single.push({ from: next.from, to: next.to + 1 });
    } else switches.push({ from, off: action === 'disable' });
  }
  return { switches, lines: single };
}

function isOff({ switches, lines }: Suppression, offset: number): boolean {
  if (switches.findLast(({ from }) => from <= offset)?.off === true) return true;
  return lines.some(({ from, to }) => from <= offset && offset < to);
}
