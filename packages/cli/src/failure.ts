/**
 * Exit statuses of `sievekit`. 1: the answer is no (a script with errors). 2: it could not be done.
 * 3: somebody else changed it in the meantime, and nothing was overwritten.
 */
export type ExitCode = 0 | 1 | 2 | 3;

/** A sentence for the person at the terminal: what, why, and what to do. Printed without a stack. */
export class Failure extends Error {
  override readonly name = 'Failure';
  readonly exitCode: ExitCode;

  constructor(message: string, options: { exitCode?: ExitCode; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.exitCode = options.exitCode ?? 2;
  }
}
