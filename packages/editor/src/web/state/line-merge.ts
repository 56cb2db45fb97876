import { diffLines } from './line-diff.ts';

/** Lines of a merge: what both agree upon, what one of them changed, or what both changed. */
export type MergePart =
  | { readonly kind: 'same' | 'mine' | 'theirs'; readonly lines: readonly string[] }
  | {
      readonly kind: 'clash';
      /** Of the rule, where the merge is by rule: then it is one or the other. */
      readonly name?: string;
      readonly mine: readonly string[];
      readonly theirs: readonly string[];
    };

/** What becomes of lines that both changed; `both`: theirs, then mine. */
export type MergeChoice = 'mine' | 'theirs' | 'both';

/**
 * Merges two texts that were made from one, line by line: what only one of them changed is taken.
 * Without the `base`, lines that only one of the two has are kept, and those that differ clash.
 */
export function mergeLines(base: string | null, mine: string, theirs: string): MergePart[] {
  const old = base === null ? commonLines(mine, theirs) : base.split('\n');
  const [ours, other] = [mine.split('\n'), theirs.split('\n')];
  const inMine = matchLines(old, mine);
  const inTheirs = matchLines(old, theirs);
  const parts: MergePart[] = [];
  let [at, mineAt, theirsAt] = [0, 0, 0];
  for (let stable = 0; stable <= old.length; stable++) {
    const [toMine, toTheirs] = [inMine[stable], inTheirs[stable]];
    const isEnd = stable === old.length;
    if (!isEnd && (toMine === undefined || toTheirs === undefined)) continue;
    parts.push(
      ...settle(
        old.slice(at, stable),
        ours.slice(mineAt, isEnd ? undefined : toMine),
        other.slice(theirsAt, isEnd ? undefined : toTheirs),
      ),
    );
    if (!isEnd) addSame(parts, old[stable] ?? '');
    [at, mineAt, theirsAt] = [stable + 1, (toMine ?? 0) + 1, (toTheirs ?? 0) + 1];
  }
  return parts;
}

/** The merged text; null as long as a clash is undecided. Choices go by the part's place. */
export function joinParts(
  parts: readonly MergePart[],
  choices: ReadonlyMap<number, MergeChoice>,
): string | null {
  const lines: string[] = [];
  for (const [index, part] of parts.entries()) {
    if (part.kind !== 'clash') {
      lines.push(...part.lines);
      continue;
    }
    const choice = choices.get(index);
    if (choice === undefined) return null;
    if (choice !== 'mine') lines.push(...part.theirs);
    if (choice !== 'theirs') lines.push(...part.mine);
  }
  return lines.join('\n');
}

function settle(
  old: readonly string[],
  mine: readonly string[],
  theirs: readonly string[],
): MergePart[] {
  if (mine.length === 0 && theirs.length === 0) return [];
  if (isSame(mine, theirs)) return [{ kind: 'same', lines: mine }];
  if (isSame(mine, old)) return theirs.length > 0 ? [{ kind: 'theirs', lines: theirs }] : [];
  if (isSame(theirs, old)) return mine.length > 0 ? [{ kind: 'mine', lines: mine }] : [];
  return [{ kind: 'clash', mine, theirs }];
}

function addSame(parts: MergePart[], line: string): void {
  const last = parts.at(-1);
  if (last?.kind === 'same') parts[parts.length - 1] = { ...last, lines: [...last.lines, line] };
  else parts.push({ kind: 'same', lines: [line] });
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((line, index) => line === other[index]);
}

/** For each line of `old` that `text` still has, where it is there. */
function matchLines(old: readonly string[], text: string): (number | undefined)[] {
  const places: (number | undefined)[] = [];
  let at = 0;
  for (const { kind } of diffLines(old.join('\n'), text)) {
    if (kind !== 'added') places.push(kind === 'same' ? at : undefined);
    if (kind !== 'removed') at++;
  }
  return places;
}

function commonLines(mine: string, theirs: string): string[] {
  return diffLines(mine, theirs).flatMap(({ kind, text }) => (kind === 'same' ? [text] : []));
}
