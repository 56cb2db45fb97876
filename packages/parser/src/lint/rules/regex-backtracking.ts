import { keysOf } from '../call.ts';
import { type Piece, readPattern } from '../pattern.ts';
import type { Rule } from '../rule.ts';

/** Endless repetition of a group that can repeat without end in itself: `(a+)+`. */
export const regexBacktracking: Rule = {
  name: 'regex-backtracking',
  severity: 'warning',
  summary: 'A regular expression that can take very long, as `(a+)+` does.',
  since: '0.1.0',
  find({ comparing }, report) {
    for (const call of comparing('regex')) {
      for (const key of keysOf(call)) {
        if (!repeatsRepetition(readPattern(key.value))) continue;
        report(
          key,
          'A repetition stands alone in a group that is repeated itself, so there are countless ways to try on a value that does not fit, and the server may give up. Remove one of the two repetitions.',
        );
      }
    }
  },
};

/** A group whose every alternative part is one endless repetition, repeated without end. */
function repeatsRepetition(pieces: readonly Piece[]): boolean {
  const groups: { parts: number; endless: boolean; dangerous: boolean }[] = [];
  for (const { kind, endless } of pieces) {
    const group = groups.at(-1);
    if (kind === 'open') groups.push({ parts: 0, endless: false, dangerous: false });
    else if (kind === 'close') {
      if (group === undefined) continue;
      groups.pop();
      const risky = group.dangerous || (group.parts === 1 && group.endless);
      if (risky && endless) return true;
      const outer = groups.at(-1);
      if (outer === undefined) continue;
      outer.parts++;
      outer.endless = endless || (risky && group.parts === 1);
    } else if (group !== undefined) {
      if (kind === 'or') {
        if (group.parts === 1 && group.endless) group.dangerous = true;
        group.parts = 0;
        group.endless = false;
      } else if (kind !== 'anchor') {
        group.parts++;
        group.endless = endless;
      }
    }
  }
  return false;
}
