import {
  type Envelope,
  explain,
  isInterpreterError,
  type Message,
  type Program,
  prepare,
  type RunOptions,
  type RunResult,
  readAddresses,
  readMessage,
  reasonsFor,
  summarize,
  type TraceStep,
} from '@sievekit/interpreter';
import { parse, type Script } from '@sievekit/parser';
import { TRIAL_ALTERNATIVES, TRIAL_STEPS } from '../limits.ts';
import type {
  TrialAlternative,
  TrialAnswer,
  TrialOutcome,
  TrialRequest,
  TrialRun,
} from './protocol.ts';

/** Runs a script on a message and says what became of it, how, and what would have changed that. */
export function runMessage(request: TrialRequest): TrialAnswer {
  try {
    return { run: tryMessage(request) };
  } catch (error) {
    if (!isInterpreterError(error)) return { failure: { code: 'broken' } };
    if (error.code === 'limit') return { failure: { code: 'too-large' } };
    return { failure: { code: 'script', message: error.message } };
  }
}

function tryMessage({
  text,
  message: source,
  now,
  zone,
  includes,
  folders,
}: TrialRequest): TrialRun {
  const findScript = (location: string, name: string): string | null =>
    location === 'personal' && Object.hasOwn(includes, name) ? (includes[name] ?? null) : null;
  const program = prepare(text, { findScript });
  const { script } = parse(text);
  const message = readMessage(source);
  const options: RunOptions = {
    envelope: readEnvelope(message),
    now: new Date(now),
    zone,
    environment: { name: 'sievekit' },
    ...(folders && { mailboxes: folders.map((name) => ({ name })) }),
  };
  const { result, alternatives } = explain(program, script, message, options);
  return {
    ...toOutcome(result, script),
    text,
    reasons: result.actions.map((action) => reasonsFor(action, script, result.trace)),
    alternatives: alternatives
      .slice(0, TRIAL_ALTERNATIVES)
      .flatMap((one) => findAlternative(one, { program, script, message, options, result })),
    steps: ownSteps(result.trace).slice(0, TRIAL_STEPS),
    subject: message.header.first('subject')?.text ?? '',
  };
}

interface Ran {
  readonly program: Program;
  readonly script: Script;
  readonly message: Message;
  readonly options: RunOptions;
  readonly result: RunResult;
}

/** Runs once more with the test the other way round, for what then happens in the user's language. */
function findAlternative(
  { test, line, result }: { test: string; line: number; result: boolean },
  ran: Ran,
): TrialAlternative[] {
  const { text } = ran.script;
  const step = ownSteps(ran.result.trace).find(
    (one) =>
      one.kind === 'test' &&
      one.line === line &&
      text.slice(one.from, one.to).replace(/\s+/g, ' ') === test,
  );
  if (step === undefined) return [];
  const force = new Map([[step.from, !result]]);
  const other = ran.program.run(ran.message, { ...ran.options, trace: true, force });
  const { from, to } = step;
  return [{ test, line, from, to, result, outcome: toOutcome(other, ran.script) }];
}

function toOutcome(result: RunResult, script: Script): TrialOutcome {
  const { actions, implicitKeep, errors } = result;
  const sentence = summarize(result, script);
  return { actions, implicitKeep, error: errors[0] ?? null, sentence };
}

function ownSteps(trace: readonly TraceStep[]): readonly TraceStep[] {
  return trace.filter(({ script }) => script === undefined);
}

/** As the header of a delivered mail shows it. */
function readEnvelope(message: Message): Envelope {
  const from = firstAddress(message, ['return-path', 'sender', 'from']);
  const to = firstAddress(message, ['delivered-to', 'x-original-to', 'to']);
  return { ...(from !== null && { from }), ...(to !== null && { to }) };
}

function firstAddress({ header }: Message, names: readonly string[]): string | null {
  for (const name of names) {
    const [found] = readAddresses(header.first(name)?.unfolded ?? '');
    if (found !== undefined) return `${found.localPart}@${found.domain}`;
  }
  return null;
}
