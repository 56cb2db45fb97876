import type { Terminal } from '../src/terminal.ts';

/** A terminal that keeps what was written, for tests. */
export interface RecordedTerminal extends Terminal {
  readonly output: () => string;
  readonly errors: () => string;
}

/** Makes a terminal with this standard input and environment, where nobody can be asked. */
export function recordTerminal(
  given: { input?: string | Uint8Array; env?: Record<string, string> } = {},
): RecordedTerminal {
  const output: (string | Uint8Array)[] = [];
  const errors: string[] = [];
  const join = (parts: readonly (string | Uint8Array)[]): string =>
    Buffer.concat(parts.map((part) => Buffer.from(part))).toString();
  return {
    out: (text) => void output.push(text),
    err: (text) => void errors.push(text),
    readInput: async () => Buffer.from(given.input ?? ''),
    askSecret: async () => null,
    env: given.env ?? {},
    color: false,
    output: () => join(output),
    errors: () => join(errors),
  };
}
