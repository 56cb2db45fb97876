import type { Action, Reason, TraceStep } from '@sievekit/interpreter';

/** What the page asks of the worker that tries a message. */
export interface TrialRequest {
  /** Text of the script. */
  readonly text: string;
  readonly message: Uint8Array | string;
  /** When the message arrives: milliseconds since 1970. */
  readonly now: number;
  /** Minutes east of UTC. */
  readonly zone: number;
  /** Texts of the account's other scripts by name, for `include`. */
  readonly includes: Readonly<Record<string, string>>;
  /** Folders of the account; null where they are not known. */
  readonly folders: readonly string[] | null;
}

/** What becomes of a message. */
export interface TrialOutcome {
  readonly actions: readonly Action[];
  /** It goes to the inbox, besides or because nothing else was done. */
  readonly implicitKeep: boolean;
  /** The mistake that ended the run. */
  readonly error: { readonly message: string; readonly line: number | null } | null;
  /** All of it in one English sentence. */
  readonly sentence: string;
}

/** A test that alone would have changed the outcome. */
export interface TrialAlternative {
  readonly test: string;
  readonly line: number;
  readonly from: number;
  readonly to: number;
  /** How it came out in fact. */
  readonly result: boolean;
  readonly outcome: TrialOutcome;
}

/** The way of a message through a script. */
export interface TrialRun extends TrialOutcome {
  /** The script that ran. */
  readonly text: string;
  /** Why each action was done, in the order of the actions. */
  readonly reasons: readonly (readonly Reason[])[];
  readonly alternatives: readonly TrialAlternative[];
  /** Tests and commands of the script itself, in the order of the run. */
  readonly steps: readonly TraceStep[];
  readonly subject: string;
}

/** Why a message could not be tried. */
export type TrialFailure =
  | { readonly code: 'script'; readonly message: string }
  | { readonly code: 'timeout' | 'too-large' | 'broken' };

export type TrialAnswer = { readonly run: TrialRun } | { readonly failure: TrialFailure };
