import { requiredCapabilities } from '../../language/require.ts';
import type { Script } from '../../syntax/ast.ts';
import { parse } from '../../syntax/parse.ts';
import { applyEdits, type TextEdit } from '../../text/edit.ts';
import { dominantLineEnd } from '../../text/line-end.ts';
import { completeRequire } from '../require.ts';
import { removal } from '../write.ts';
import type { DialectRule } from './dialect.ts';
import { readSide, type Side } from './merge-side.ts';
import type { FilterListOptions } from './open.ts';

/** What both sides changed, each in its own way. Texts are those of the scripts; null: not there. */
export interface FilterConflict {
  /**
   * `rule`: one rule; `order`: the order of rules; `text`: what stands between rules, or a script
   * whose data stands apart from its rules.
   */
  readonly kind: 'rule' | 'order' | 'text';
  /** Of the rule; empty where it has none, and for the other kinds. */
  readonly name: string;
  readonly base: string | null;
  readonly ours: string | null;
  readonly theirs: string | null;
}

/** The changes of another side, for our script. */
export interface FilterMerge {
  /** Edits of our script that bring what they alone changed; what is in conflict stays ours. */
  readonly edits: readonly TextEdit[];
  readonly conflicts: readonly FilterConflict[];
}

/**
 * Merges two changed versions of a script, rule by rule: a rule that one side alone changed, added,
 * removed or moved is as that side has it. None of the three may have errors of syntax.
 * @throws FilterError `broken-markers` where a marker of its program lacks its partner.
 */
export function mergeFilters(
  base: Script,
  ours: Script,
  theirs: Script,
  options: FilterListOptions = {},
): FilterMerge {
  if (theirs.text === base.text || theirs.text === ours.text) return { edits: [], conflicts: [] };
  if (ours.text === base.text) {
    return { edits: [{ from: 0, to: ours.to, insert: theirs.text }], conflicts: [] };
  }
  const old = readSide(base, options);
  const own = readSide(ours, options, old);
  const other = readSide(theirs, options, old);
  if ([old, own, other].some(isApart)) {
    return { edits: [], conflicts: [textConflict(base.text, ours.text, theirs.text)] };
  }
  const merge = new Merge(old, own, other).run();
  if (stillLoads(ours, merge.edits)) return merge;
  return { edits: [], conflicts: [textConflict(base.text, ours.text, theirs.text)] };
}

function stillLoads({ text }: Script, edits: readonly TextEdit[]): boolean {
  const { diagnostics } = parse(applyEdits(text, edits));
  return !diagnostics.some(({ severity }) => severity === 'error');
}

/** Whether the rules of a side are more than their own text: one list holds the data of all. */
function isApart({ dialect }: Side): boolean {
  return dialect === 'nextcloud';
}

function textOf({ text }: Script, { from, to }: DialectRule): string {
  return text.slice(from, to);
}

function textConflict(base: string, ours: string, theirs: string): FilterConflict {
  return { kind: 'text', name: '', base, ours, theirs };
}

class Merge {
  readonly #base: Side;
  readonly #ours: Side;
  readonly #theirs: Side;
  readonly #edits: TextEdit[] = [];
  readonly #conflicts: FilterConflict[] = [];
  /** The rules that move, and the one of ours in whose place each comes. */
  readonly #places = new Map<string, string>();

  constructor(base: Side, ours: Side, theirs: Side) {
    this.#base = base;
    this.#ours = ours;
    this.#theirs = theirs;
  }

  run(): FilterMerge {
    this.#mergeOrder();
    for (const key of this.#base.keys) this.#mergeKnown(key);
    for (const key of this.#theirs.keys) if (!this.#base.rules.has(key)) this.#mergeAdded(key);
    this.#mergeBetween();
    const needed = [...requiredCapabilities(this.#theirs.script)];
    const before = requiredCapabilities(this.#base.script);
    const added = needed.filter((name) => !before.has(name));
    const required = completeRequire(this.#ours.script, added);
    const edits = [...required, ...this.#edits];
    return { edits, conflicts: this.#conflicts };
  }

  /** Texts as they are to be compared: with one kind of line end. */
  #text(side: Side, key: string): string | null {
    const rule = side.rules.get(key);
    return rule === undefined ? null : textOf(side.script, rule).replaceAll('\r\n', '\n');
  }

  #adapt(text: string): string {
    return text.replace(/\r?\n/g, dominantLineEnd(this.#ours.script.text));
  }

  #conflict(key: string): void {
    const rule = [this.#base, this.#ours, this.#theirs]
      .map((side) => side.rules.get(key))
      .find((found) => found !== undefined);
    const [base, ours, theirs] = [this.#base, this.#ours, this.#theirs].map((side) =>
      this.#text(side, key),
    );
    this.#conflicts.push({
      kind: 'rule',
      name: rule?.name ?? '',
      base: base ?? null,
      ours: ours ?? null,
      theirs: theirs ?? null,
    });
  }

  /** A rule that was there before. */
  #mergeKnown(key: string): void {
    const [base, ours, theirs] = [this.#base, this.#ours, this.#theirs].map((side) =>
      this.#text(side, key),
    );
    if (theirs === base || theirs === ours) return;
    const rule = this.#ours.rules.get(key);
    if (this.#places.has(key)) return;
    if (ours !== base || rule === undefined) {
      this.#conflict(key);
      return;
    }
    const { from, to } = rule;
    if (theirs === null || theirs === undefined) {
      this.#edits.push(removal(this.#ours.script, from, to));
    } else this.#edits.push({ from, to, insert: this.#adapt(theirs) });
  }

  /** A rule that they added: after the one that it stands after there. */
  #mergeAdded(key: string): void {
    const theirs = this.#text(this.#theirs, key);
    const ours = this.#text(this.#ours, key);
    if (theirs === null || theirs === ours) return;
    if (ours !== null) {
      this.#conflict(key);
      return;
    }
    const { keys } = this.#theirs;
    const before = keys.slice(0, keys.indexOf(key)).findLast((each) => this.#ours.rules.has(each));
    const { script } = this.#ours;
    const eol = dominantLineEnd(script.text);
    const first = this.#ours.rules.get(this.#ours.keys[0] ?? '');
    const rule =
      before === undefined ? undefined : this.#ours.rules.get(this.#places.get(before) ?? before);
    const text = this.#adapt(theirs);
    if (rule !== undefined) {
      const joined = script.text[rule.to - 1] === '\n' ? '' : eol;
      const line = joined === '' ? eol : '';
      this.#edits.push({ from: rule.to, to: rule.to, insert: joined + text + line });
    } else if (first !== undefined) {
      this.#edits.push({ from: first.from, to: first.from, insert: text + eol });
    } else {
      const gap = /(?:^\ufeff?|\n)$/.test(script.text) ? '' : eol;
      this.#edits.push({ from: script.to, to: script.to, insert: gap + text + eol });
    }
  }

  /** The order of the rules that all have. */
  #mergeOrder(): void {
    const inAll = (key: string): boolean =>
      this.#base.rules.has(key) && this.#ours.rules.has(key) && this.#theirs.rules.has(key);
    const [base, ours, theirs] = [this.#base, this.#ours, this.#theirs].map(({ keys }) =>
      keys.filter(inAll),
    );
    if (base === undefined || ours === undefined || theirs === undefined) return;
    const [before, own, other] = [base, ours, theirs].map((keys) => keys.join('\n'));
    if (other === before || other === own) return;
    if (own !== before) {
      const names = (side: Side, keys: readonly string[]): string =>
        keys.map((key) => side.rules.get(key)?.name ?? '').join('\n');
      this.#conflicts.push({
        kind: 'order',
        name: '',
        base: names(this.#base, base),
        ours: names(this.#ours, ours),
        theirs: names(this.#theirs, theirs),
      });
      return;
    }
    for (const [at, key] of ours.entries()) {
      const wanted = theirs[at];
      const [slot, source] = [this.#ours.rules.get(key), this.#ours.rules.get(wanted ?? '')];
      if (wanted === key || wanted === undefined || slot === undefined || source === undefined) {
        continue;
      }
      this.#places.set(wanted, key);
      // What they changed in a rule comes along; what both changed stays ours.
      const [was, is, theirText] = [this.#base, this.#ours, this.#theirs].map((side) =>
        this.#text(side, wanted),
      );
      if (is !== was && theirText !== was && is !== theirText) this.#conflict(wanted);
      const text = is === was ? this.#adapt(theirText ?? '') : textOf(this.#ours.script, source);
      this.#edits.push({ from: slot.from, to: slot.to, insert: text });
    }
  }

  /** Comments and the like: those of one side, or a conflict; ours where nobody changed them. */
  #mergeBetween(): void {
    const [base, ours, theirs] = [this.#base, this.#ours, this.#theirs].map(between);
    if (base === undefined || ours === undefined || theirs === undefined) return;
    if (theirs === base || theirs === ours) return;
    this.#conflicts.push(textConflict(base, ours, theirs));
  }
}

/** What stands outside of rules and `require`, without white space around it. */
function between({ script, rules }: Side): string {
  const taken = [
    ...rules.values(),
    ...script.commands.filter(({ name }) => name.lower === 'require'),
  ].sort((a, b) => a.from - b.from);
  let at = 0;
  const parts: string[] = [];
  for (const { from, to } of taken) {
    if (from > at) parts.push(script.text.slice(at, from).trim());
    at = Math.max(at, to);
  }
  parts.push(script.text.slice(at).trim());
  return parts.filter((part) => part !== '' && part !== '\ufeff').join('\n');
}
