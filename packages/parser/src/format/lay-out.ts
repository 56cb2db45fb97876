import type { TokenKind } from '../syntax/ast.ts';
import type { LineEnd } from '../text/line-end.ts';
import { naturalSpace, readGap } from './gap.ts';
import { gapFrom, spansLines, type TokenTable } from './token-table.ts';
import { type PlacedEdit, replaceSpace, type Wish, writeGap } from './write-gap.ts';

/** The command, or the item of a broken list, that is being laid out. */
interface Unit {
  readonly end: number;
  readonly level: number;
  /** Whether it stands on one line. */
  readonly fits: boolean;
}

/** An open bracket or parenthesis. */
interface Group {
  /** Whether each of its items stands on a line of its own. */
  readonly broken: boolean;
  /** Indentation of its items, in levels. */
  readonly level: number;
  /** What goes on after it. */
  readonly outer: Unit;
}

/**
 * The edits that lay out a script of which no line shall be wider than `width`, where lists can be
 * broken for it. Each alone leaves the tokens what they are.
 */
export function layOut(table: TokenTable, width: number, eol: LineEnd): PlacedEdit[] {
  const layout = new Layout(table, width, eol);
  layout.run();
  return layout.edits;
}

/** Walks through the tokens once and decides about the gap before each. */
class Layout {
  readonly edits: PlacedEdit[] = [];
  private readonly table: TokenTable;
  private readonly width: number;
  private readonly eol: LineEnd;
  private readonly groups: Group[] = [];
  private unit: Unit = { end: 0, level: 0, fits: true };
  private block = 0;
  /** Width of the line so far, and its indentation in levels. */
  private column = 0;
  private level = 0;

  constructor(table: TokenTable, width: number, eol: LineEnd) {
    this.table = table;
    this.width = width;
    this.eol = eol;
  }

  run(): void {
    for (let i = 0; i <= this.table.count; i++) {
      this.layGap(i);
      if (i < this.table.count) this.layToken(i);
    }
  }

  private layGap(i: number): void {
    const { table, eol, edits } = this;
    const { kinds, script, commented } = table;
    const { text } = script;
    const [previous, next] = [kinds[i - 1], kinds[i]];
    const wish = this.wishFor(i, previous, next);
    if (commented[i] === 0 && !wish.line && previous !== 'multi-line-string') {
      const space = naturalSpace(previous, next);
      replaceSpace(text, gapFrom(table, i), table.from[i] ?? text.length, space, edits);
      this.column += space.length;
      return;
    }
    const gap = readGap(table, i);
    const { width, startsLine, level } = writeGap({ text, gap, previous, next, eol }, wish, edits);
    this.column = startsLine ? width : this.column + width;
    if (level >= 0) this.level = level;
  }

  private wishFor(i: number, previous: TokenKind | undefined, kind: TokenKind | undefined): Wish {
    const { block } = this;
    if (previous === undefined) return start;
    if (kind === undefined) return { line: true, level: 0, commentLevel: 0, blank: true };
    if (endsCommand(previous)) return this.betweenCommands(i, previous, kind);
    const group = this.groups.at(-1);
    if (group?.broken) {
      const { level } = group;
      if (isCloser(kind)) return { line: true, level: level - 1, commentLevel: level, blank: true };
      if (previous === 'comma' || isOpener(previous)) {
        return { line: true, level, commentLevel: level, blank: true };
      }
      if (kind === 'comma') return { line: false, level, commentLevel: level, blank: false };
    }
    const inner = this.unit.level + 1;
    const ends = kind === 'semicolon' || kind === 'left-brace';
    const level = ends ? block : inner;
    return { line: this.keepsBreak(i), level, commentLevel: inner, blank: false };
  }

  private betweenCommands(i: number, previous: TokenKind, kind: TokenKind): Wish {
    const { block } = this;
    if (kind === 'right-brace') {
      const line = previous !== 'left-brace';
      return { line, level: block - 1, commentLevel: block, blank: true };
    }
    const chained = previous === 'right-brace' && this.continuesChain(i);
    return { line: !chained, level: block, commentLevel: block, blank: true };
  }

  private continuesChain(i: number): boolean {
    const { script, from, to } = this.table;
    const name = script.text.slice(from[i], to[i]);
    return name.length <= 5 && /^(?:else|elsif)$/i.test(name);
  }

  /** Whether a line end between arguments is kept, since all of them do not fit one line. */
  private keepsBreak(i: number): boolean {
    if (this.unit.fits || this.groups.at(-1)?.broken === false) return false;
    return this.isKeptBreak(i);
  }

  private isKeptBreak(i: number): boolean {
    const { kinds, broken } = this.table;
    return broken[i] === 1 && argumentKinds.has(kinds[i]);
  }

  private layToken(i: number): void {
    const { table, groups } = this;
    const { kinds, from, to, close } = table;
    const kind = kinds[i];
    this.startUnit(i, kinds[i - 1], kind);
    if (isOpener(kind)) {
      const inBroken = groups.at(-1)?.broken !== false;
      const broken = inBroken && !this.groupFits(i, close[i] ?? i);
      groups.push({ broken, level: this.level + 1, outer: this.unit });
    } else if (isCloser(kind)) this.unit = groups.pop()?.outer ?? this.unit;
    else if (kind === 'left-brace') this.block++;
    else if (kind === 'right-brace') this.block--;
    const end = to[i] ?? 0;
    if (spansLines(table, i)) {
      this.column = end - table.script.text.lastIndexOf('\n', end - 1) - 1;
    } else this.column += end - (from[i] ?? 0);
  }

  private startUnit(i: number, previous: TokenKind | undefined, kind: TokenKind | undefined): void {
    if (endsCommand(previous)) {
      this.unit = { end: this.table.unitEnd[i] ?? i, level: this.block, fits: this.unitFits(i) };
      return;
    }
    const group = this.groups.at(-1);
    if (!group?.broken || isCloser(kind)) return;
    if (previous !== 'comma' && !isOpener(previous)) return;
    this.unit = { end: this.table.unitEnd[i] ?? i, level: group.level, fits: this.unitFits(i) };
  }

  /** Whether a command or an item fits the rest of the line, up to a string of several lines. */
  private unitFits(first: number): boolean {
    const { table, column, width } = this;
    const { unitEnd, hard, spans, flat, depth } = table;
    const end = unitEnd[first] ?? first;
    if ((hard[end] ?? 0) > (hard[first] ?? 0)) return false;
    let last = end;
    if ((spans[end + 1] ?? 0) > (spans[first] ?? 0)) {
      last = first;
      while (!spansLines(table, last)) last++;
      if ((depth[last] ?? 0) > (depth[first] ?? 0)) return false;
    }
    return column + this.flatEnd(last) - (flat[first] ?? 0) <= width;
  }

  /** Whether a list fits the rest of the line, with what follows up to the next place to break at. */
  private groupFits(open: number, close: number): boolean {
    const { table, unit } = this;
    const { hard, spans, flat, depth } = table;
    if ((hard[close] ?? 0) > (hard[open] ?? 0)) return false;
    if ((spans[close] ?? 0) > (spans[open] ?? 0)) return false;
    if (!canBreak(table, open)) return true;
    const limit = this.width - this.column + (flat[open] ?? 0);
    let end = this.flatEnd(close);
    for (let i = close + 1; i <= unit.end && end <= limit; i++) {
      if ((hard[i] ?? 0) > (hard[i - 1] ?? 0)) break;
      if (!unit.fits && depth[i] === depth[close] && this.isKeptBreak(i)) break;
      end = this.flatEnd(i);
      if (canBreak(table, i) || spansLines(table, i)) break;
    }
    return end <= limit;
  }

  /** Where a token, or its first line, would end if all were on one line. */
  private flatEnd(index: number): number {
    const { script, from, to, flat } = this.table;
    const start = from[index] ?? 0;
    if (!spansLines(this.table, index)) return (flat[index] ?? 0) + (to[index] ?? 0) - start;
    return (flat[index] ?? 0) + script.text.indexOf('\n', start) - start;
  }
}

const start: Wish = { line: false, level: 0, commentLevel: 0, blank: true };

function isOpener(kind: TokenKind | undefined): boolean {
  return kind === 'left-bracket' || kind === 'left-parenthesis';
}

/** Whether this opens a list that may be broken for its width: one string gains nothing by it. */
function canBreak({ kinds, close }: TokenTable, index: number): boolean {
  return isOpener(kinds[index]) && (close[index] ?? 0) > index + 2;
}

function isCloser(kind: TokenKind | undefined): boolean {
  return kind === 'right-bracket' || kind === 'right-parenthesis';
}

/** Whether a command or a block ends, or a block starts, before what follows. */
function endsCommand(kind: TokenKind | undefined): boolean {
  return (
    kind === undefined || kind === 'semicolon' || kind === 'left-brace' || kind === 'right-brace'
  );
}

const argumentKinds = new Set<TokenKind | undefined>([
  'tag',
  'number',
  'quoted-string',
  'multi-line-string',
  'left-bracket',
]);
