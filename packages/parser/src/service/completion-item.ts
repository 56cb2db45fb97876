import type { TextEdit } from '../text/edit.ts';

/** Something that can be written at a place. */
export interface Completion {
  readonly label: string;
  readonly kind: 'command' | 'test' | 'tag' | 'value' | 'variable' | 'capability';
  /** What it is, in one line. */
  readonly detail: string;
  readonly doc: string;
  /** The range that the text replaces. */
  readonly from: number;
  readonly to: number;
  readonly insert: string;
  /** As `insert`, with places to fill in, in the snippet syntax of LSP. */
  readonly snippet?: string;
  /** Further edits, away from the range: what `require` must name. */
  readonly additionalEdits: readonly TextEdit[];
}
