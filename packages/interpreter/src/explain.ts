import type { Command, Script } from '@sievekit/parser';
import type { Action } from './run/action.ts';
import type { Comparison, TraceStep } from './run/trace.ts';

/** A test that led to an action: it was true, or for `else` not. */
export interface Reason {
  /** The test as the script writes it, in one line. */
  readonly test: string;
  readonly line: number;
  readonly result: boolean;
  /** The comparison that matched, where one did. */
  readonly matched: Comparison | null;
}

/** An action in words: “Filed into Lists.” */
export function describeAction(action: Action): string {
  switch (action.type) {
    case 'keep':
      return 'Kept in INBOX.';
    case 'fileinto':
      return `Filed into ${action.mailbox}${action.copy ? ', as a copy' : ''}.`;
    case 'discard':
      return 'Discarded.';
    case 'redirect':
      return `Redirected to ${action.address}${action.copy ? ', as a copy' : ''}.`;
    case 'reject':
    case 'ereject':
      return `Rejected: ${action.reason.trim().replaceAll('\r\n', '\n')}`;
    case 'vacation':
      return action.silence === null
        ? `Replied with “${action.subject}”.`
        : `Sent no vacation reply. ${action.silence}`;
    case 'notify':
      return `Notified ${action.method}.`;
    case 'pipe':
      return `Handed to the program ${action.program}${action.copy ? ', as a copy' : ''}.`;
    case 'filter':
      return `Filtered by the program ${action.program}${action.ok ? '' : ', which failed'}.`;
    case 'execute':
      return `Ran the program ${action.program}${action.ok ? '' : ', which failed'}.`;
    case 'report':
      return `Reported as ${action.feedback} to ${action.address}.`;
  }
}

/** The tests around an action, the outermost first, as they went in this run. */
export function reasonsFor(
  action: Action,
  script: Script,
  trace: readonly TraceStep[],
): readonly Reason[] {
  const own = trace.filter(({ script: included }) => included === undefined);
  return branchesOf(action, script).flatMap((branch) => reasonOf(branch, script.text, own));
}

/** A command whose test stands around an action, and how the test came out. */
interface Branch {
  readonly command: Command;
  readonly result: boolean;
}

/** Those around an action, the outermost first; none for one of an included script. */
export function branchesOf(action: Action, script: Script): readonly Branch[] {
  return action.script === undefined ? branchesAround(script.commands, action.from) : [];
}

/** `if`, `elsif` and `else` whose blocks hold the offset; `else` as the test that it answers. */
function branchesAround(
  commands: readonly Command[],
  offset: number,
): { command: Command; result: boolean }[] {
  let previous: Command | null = null;
  for (const command of commands) {
    const { lower } = command.name;
    if (command.block !== null && command.from <= offset && offset < command.to) {
      const within = branchesAround(command.block.commands, offset);
      if (command.tests.length > 0) return [{ command, result: true }, ...within];
      if (lower === 'else' && previous !== null) {
        return [{ command: previous, result: false }, ...within];
      }
      return within;
    }
    if (lower === 'if' || lower === 'elsif') previous = command;
  }
  return [];
}

function reasonOf(
  { command, result }: { command: Command; result: boolean },
  text: string,
  trace: readonly TraceStep[],
): Reason[] {
  const [test] = command.tests;
  if (test === undefined) return [];
  const step = trace.findLast((one) => one.kind === 'test' && one.from === test.from);
  if (step === undefined) return [];
  const inside = trace.filter((one) => one.from >= test.from && one.to <= test.to);
  const matched = inside.flatMap(({ comparisons = [] }) => comparisons).find((one) => one.matched);
  const source = text.slice(test.from, test.to).replace(/\s+/g, ' ');
  return [{ test: source, line: step.line, result, matched: matched ?? null }];
}
