import type { Diagnostic } from '@sievekit/parser';
import type { Step } from '../compile/compiler.ts';
import { type Message, readMessage, withHeader } from '../message/message.ts';
import type { Envelope, Mailbox, Memory } from '../run/option.ts';
import type { RunResult } from '../run/result.ts';
import type { Run } from '../run/run.ts';

/** A case of a test file, and how it went. */
export interface TestCase {
  readonly name: string;
  readonly status: 'pass' | 'fail' | 'error' | 'skip';
  /** Why it did not pass; empty where it did. */
  readonly message: string;
}

/** What a message and its surroundings are at one moment: what `test_set` changes. */
export interface Scene {
  readonly message: Message;
  readonly envelope: Envelope;
}

/** A message that was sent, as its recipient gets it. */
export type Letter = Scene;

/** The state of one test file while it runs. */
export class Session {
  scene: Scene = {
    message: readMessage(''),
    envelope: { from: 'sender@example.com', to: 'recipient@example.com' },
  };
  /** Settings of the server by name. */
  settings: ReadonlyMap<string, string> = new Map();
  /** The script that was compiled last. */
  script: Step | null = null;
  /** Of the last compile or run. */
  errors: readonly string[] = [];
  result: RunResult | null = null;
  mailboxes: readonly Mailbox[] = [{ name: 'INBOX' }];
  serverMetadata: Readonly<Record<string, string>> = {};
  /** Messages stored, by mailbox. */
  readonly stored: Map<string, Message[]> = new Map();
  /** Messages sent since the case began. */
  sent: readonly Letter[] = [];
  /** The result that was delivered already. */
  delivered: RunResult | null = null;
  readonly duplicates: Memory = new Map();
  readonly replies: Memory = new Map();
  readonly cases: TestCase[] = [];
}

/** What the scripts of a case and the test file itself did so far. */
export function currentResult({ result }: Session, run: Run): RunResult {
  const own = run.actions;
  const message = withHeader(run.message, run.header);
  if (result === null) {
    const { list: actions, implicitKeep } = own;
    return { actions, implicitKeep, flags: run.flags, errors: [], message, trace: [] };
  }
  if (own.list.length === 0) return result;
  return {
    ...result,
    actions: [...result.actions, ...own.list],
    implicitKeep: result.implicitKeep && own.implicitKeep,
  };
}

/** Forgets what was done, and what was sent. */
export function forgetResult(session: Session, run: Run): void {
  Object.assign(session, { result: null, delivered: null, sent: [] });
  run.forget();
}

/** What the errors of a script are to `test_error`. */
export function errorsOf(diagnostics: readonly Diagnostic[]): string[] {
  return diagnostics.filter(({ severity }) => severity === 'error').map(({ message }) => message);
}
