import type { Diagnostic } from '@sievekit/parser';
import type { Step } from '../compile/compiler.ts';
import { type Message, readMessage } from '../message/message.ts';
import type { Envelope, Mailbox, Memory } from '../run/option.ts';
import type { RunResult } from '../run/result.ts';

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
  /** Messages sent. */
  readonly sent: Message[] = [];
  readonly duplicates: Memory = new Map();
  readonly replies: Memory = new Map();
  readonly cases: TestCase[] = [];
}

/** What the errors of a script are to `test_error`. */
export function errorsOf(diagnostics: readonly Diagnostic[]): string[] {
  return diagnostics.filter(({ severity }) => severity === 'error').map(({ message }) => message);
}
