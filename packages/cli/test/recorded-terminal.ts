import type { Terminal } from '../src/terminal.ts';

/** A terminal that keeps what was written, for tests. */
export interface RecordedTerminal extends Terminal {
  readonly output: () => string;
  readonly errors: () => string;
}

/** What a recorded terminal is given; where no answers are, nobody can be asked. */
export interface GivenTerminal {
  readonly input?: string | Uint8Array;
  readonly env?: Record<string, string>;
  /** What a person answers, one line a question; at its end nobody is there. */
  readonly answers?: readonly string[];
  readonly secret?: string;
  /** Whether a person's screen shows what is written. Default: no. */
  readonly screen?: boolean;
}

/** Makes a terminal with this standard input, environment and person. */
export function recordTerminal(given: GivenTerminal = {}): RecordedTerminal {
  const answers = [...(given.answers ?? [])];
  const output: (string | Uint8Array)[] = [];
  const errors: string[] = [];
  const join = (parts: readonly (string | Uint8Array)[]): string =>
    Buffer.concat(parts.map((part) => Buffer.from(part))).toString();
  return {
    out: (text) => void output.push(text),
    err: (text) => void errors.push(text),
    readInput: async () => Buffer.from(given.input ?? ''),
    askSecret: async () => given.secret ?? null,
    ask: async (question) => {
      const answer = answers.shift() ?? null;
      if (answer !== null) errors.push(`${question}${answer}\n`);
      return answer;
    },
    env: given.env ?? {},
    color: false,
    screen: { out: given.screen ?? false, err: given.screen ?? false },
    output: () => join(output),
    errors: () => join(errors),
  };
}
