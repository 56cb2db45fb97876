import type { TrialAlternative, TrialFailure, TrialRun } from '../trial/protocol.ts';

const failures: Record<Exclude<TrialFailure['code'], 'script'>, string> = {
  timeout: 'Trying this took too long, so it was stopped. Take a smaller message or script.',
  'too-large': 'This message is too large to be tried here. Take a smaller one.',
  broken: 'The message could not be tried. Close this panel and open it again.',
};

/** Words around trying a message, in English. */
export const enTry = {
  tryIt: 'Try it',
  tryTitle: 'Try it on a message',
  tryLead: 'Nothing is delivered, sent or saved, and the message stays in this browser.',
  tryMessage: 'Message',
  tryMessageHint: 'Paste it with its header, or drop a file such as “mail.eml” here.',
  tryFile: 'Choose a file',
  trySample: 'Use a sample',
  tryOther: 'Take another message',
  tryDropped: (name: string, kilobytes: string): string => `${name}, ${kilobytes} kB`,
  tryAt: 'It arrives',
  tryAtHint: 'Empty: now. For vacation replies and rules about dates.',
  tryRunning: 'Trying …',
  tryFailure: (failure: TrialFailure): string =>
    failure.code === 'script'
      ? `The script has a mistake, so it cannot run. ${failure.message}`
      : failures[failure.code],
  /** What became of the message, in one sentence. */
  trySentence: (run: TrialRun): string => run.sentence,
  tryDifferent: 'It would have been different',
  tryAlternative: ({ test, line, result, outcome }: TrialAlternative): string =>
    `if ${test} ${result ? 'were not true' : 'were true'} (line ${line}): ${outcome.sentence}`,
  tryReply: 'The reply',
  tryWay: 'Its way through the script',
  tryTrue: 'true',
  tryFalse: 'not true',
  tryDone: 'done',
  tryFits: (value: string, key: string): string => `“${value}” fits “${key}”`,
  tryFitsNot: (value: string, key: string): string => `“${value}” does not fit “${key}”`,
  tryMarks: { matched: 'Applies', missed: 'Does not apply', unreached: 'Not reached' },
};
