import type { Source } from './source.ts';

/** A copy of one statement's tokens that recovery may add to and take from. */
export class Window {
  readonly letters: number[] = [];
  readonly starts: number[] = [];
  readonly ends: number[] = [];
  /** Index in the source after the last token that was taken. */
  next: number;

  constructor(first: number) {
    this.next = first;
  }

  get length(): number {
    return this.letters.length;
  }

  /** End of the last token so far. */
  get end(): number {
    return this.ends.at(-1) ?? 0;
  }

  /** Takes the next token of the source, as what it is or as another kind. */
  take(source: Source, kind: number = source.letter(this.next)): void {
    this.letters.push(kind);
    this.starts.push(source.start(this.next));
    this.ends.push(source.end(this.next));
    this.next++;
  }

  /** Adds a token that the text lacks, after the token before `index`. */
  insert(index: number, kind: number): void {
    const at = this.ends[index - 1] ?? 0;
    this.letters.splice(index, 0, kind);
    this.starts.splice(index, 0, at);
    this.ends.splice(index, 0, at);
  }

  remove(index: number): void {
    this.letters.splice(index, 1);
    this.starts.splice(index, 1);
    this.ends.splice(index, 1);
  }

  /** Leaves the first token, and the last if asked. */
  keepEnds(last: boolean): void {
    const count = Math.max(this.length - (last ? 2 : 1), 0);
    this.letters.splice(1, count);
    this.starts.splice(1, count);
    this.ends.splice(1, count);
  }

  /** A kind as the grammar reads it; 0 past the last. */
  charCodeAt(index: number): number {
    return this.letters[index] ?? 0;
  }
}
