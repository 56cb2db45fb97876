import type { Outcome } from '../controller/answer.ts';

/** Is told what happens, for metrics. Never throws. */
export interface Observer {
  /** The controller was asked; `ms` milliseconds from the request to the end of its answer. */
  attempted(outcome: Outcome, ms: number): void;
  /** Dovecot was answered `+`, `ms` milliseconds after it connected. */
  accepted(ms: number): void;
  /** Dovecot was answered `-`; `code` as in the log. */
  refused(code: string): void;
}
