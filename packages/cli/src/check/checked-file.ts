import type { Diagnostic } from '@sievekit/parser';

/** A script and what was found in it. */
export interface CheckedFile {
  readonly path: string;
  readonly text: string;
  readonly diagnostics: readonly Diagnostic[];
}
