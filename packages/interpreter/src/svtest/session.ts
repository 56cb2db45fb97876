import type { Step } from '../compile/compiler.ts';
import { type Message, readMessage, withHeader } from '../message/message.ts';
import type { Envelope, Mailbox, Memory } from '../run/option.ts';
import type { RunResult } from '../run/result.ts';
import type { Run } from '../run/run.ts';
import type { BranchCount, Tally } from '../run/tally.ts';
import type { ScriptError } from './server-error.ts';

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

/** A script that is ready to run, and what counts its branches. */
export interface CompiledScript {
  readonly step: Step;
  readonly tally: Tally;
}

/** A script that a test file compiled, and how its cases went through it. */
export interface TestedScript {
  /** As the test file names it, or for an included one as the script does. */
  readonly name: string;
  /** Where a script includes it; null for one that the test file names. */
  readonly location: 'personal' | 'global' | null;
  readonly text: string;
  /** For `countBranches`. */
  readonly counts: readonly BranchCount[];
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
  script: CompiledScript | null = null;
  /** Of the last compile or run. */
  errors: readonly ScriptError[] = [];
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
  /** Messages that were redirected, by address and message id. */
  readonly redirected: Memory = new Map();
  readonly replies: Memory = new Map();
  readonly cases: TestCase[] = [];
  /** Scripts that were compiled, by path. */
  readonly compiled: Map<string, { readonly text: string; readonly tally: Tally }> = new Map();
  /** Scripts that those include, by place and name. */
  readonly included: Map<string, Omit<TestedScript, 'counts'>> = new Map();
}

/** All scripts that were compiled, those that they include behind them. */
export function testedScripts({ compiled, included }: Session): readonly TestedScript[] {
  const own = [...compiled].map(([name, { text, tally }]) => {
    return { name, location: null, text, counts: tally.counts };
  });
  const counts = own.flatMap((script) => script.counts);
  return [...own, ...[...included.values()].map((script) => ({ ...script, counts }))];
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
