import { readStream } from './file.ts';

/** Where a command reads and writes; a test hands in its own. */
export interface Terminal {
  out(text: string | Uint8Array): void;
  err(text: string): void;
  /** All of standard input. Throws a `Failure` when it is over 16 MiB. */
  readInput(): Promise<Uint8Array>;
  /** Asks for a secret without showing it; null where nobody can be asked. */
  askSecret(question: string): Promise<string | null>;
  /** Asks a person for a line; null where nobody can be asked. */
  ask(question: string): Promise<string | null>;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Whether `out` is a person's screen that shows colours. */
  readonly color: boolean;
  /** Whether a person's screen shows what is written by `out` and by `err`. */
  readonly screen: { readonly out: boolean; readonly err: boolean };
}

/** The terminal of this process. Honours NO_COLOR. */
export const processTerminal: Terminal = {
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  readInput: () => readStream(process.stdin),
  askSecret: async (question) => {
    if (!process.stdin.isTTY) return null;
    const { askSecret } = await import('./secret.ts');
    return askSecret(question);
  },
  ask: async (question) => {
    if (!process.stdin.isTTY) return null;
    const { askLine } = await import('./secret.ts');
    return askLine(question);
  },
  env: process.env,
  color: process.stdout.isTTY === true && !process.env.NO_COLOR,
  screen: { out: process.stdout.isTTY === true, err: process.stderr.isTTY === true },
};
