import type { ExitCode } from './failure.ts';
import type { Terminal } from './terminal.ts';

/** What a command is handed: where to write, and how to say with which status to end. */
export interface Context {
  readonly terminal: Terminal;
  exit(code: ExitCode): void;
}
