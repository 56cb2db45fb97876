import type { TextEdit } from './text/edit.ts';

/** How much a diagnostic matters: an error stops a server from loading the script. */
export type Severity = 'error' | 'warning' | 'note';

/** A change that a program can apply to mend what a diagnostic reports. */
export interface Fix {
  /** What the change does, in the imperative: “Add "fileinto" to require”. */
  readonly title: string;
  readonly edits: readonly TextEdit[];
}

/** Something about the user's script that is wrong or doubtful. Returned, never thrown. */
export interface Diagnostic {
  /** Stable name in kebab-case; `docs/errors.md` has one row for each. */
  readonly code: string;
  readonly severity: Severity;
  /** What is wrong, why, and how to mend it. */
  readonly message: string;
  /** Start of the range, in UTF-16 units from 0. */
  readonly from: number;
  /** End of the range, exclusive. */
  readonly to: number;
  /**
   * Offset at which servers notice a fault of syntax: a brace that is missing in the third line may
   * be noticed at the end of the script. Only the first fault of syntax has it, and only where the
   * script cannot be read as if it were well-formed; servers look for nothing else then.
   */
  readonly noticed?: number;
  readonly fixes?: readonly Fix[];
}
