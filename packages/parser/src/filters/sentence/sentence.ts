import type { Command } from '../../syntax/ast.ts';
import { describeAction } from './action.ts';
import { describeTest } from './condition.ts';
import { english, type SentenceMessages } from './message.ts';

/** A rule in words, and whether they say all that the rule does. */
export interface Sentence {
  readonly text: string;
  /** False where the rule holds something that only its code shows. */
  readonly complete: boolean;
}

/** Says in one sentence what the commands of a rule do. */
export function describeRule(
  commands: readonly Command[],
  words: SentenceMessages = english,
): Sentence {
  const parts = describeAll(commands, words);
  if (parts === null || parts.length === 0) return { text: `${words.code}.`, complete: false };
  const text = words.always(parts.join('; '));
  return { text: /[.!?]$/.test(text) ? text : `${text}.`, complete: true };
}

/** Runs of actions, and each branch of a chain; null where one of them is not known. */
function describeAll(commands: readonly Command[], words: SentenceMessages): string[] | null {
  const parts: string[] = [];
  let run: string[] = [];
  const flush = (): void => {
    if (run.length > 0) parts.push(words.and(run));
    run = [];
  };
  for (const command of commands) {
    if (command.block === null) {
      const action = describeAction(command, words);
      if (action === null) return null;
      run.push(action);
      continue;
    }
    flush();
    const branch = describeBranch(command, words);
    if (branch === null) return null;
    parts.push(branch);
  }
  flush();
  return parts;
}

function describeBranch(command: Command, words: SentenceMessages): string | null {
  const inner = describeAll(command.block?.commands ?? [], words);
  if (inner === null) return null;
  const actions = inner.length === 0 ? words.nothing : inner.join('; ');
  const { lower } = command.name;
  if (lower === 'else') return words.otherwise(actions);
  const [test, ...others] = command.tests;
  const known = lower === 'if' || lower === 'elsif' || lower === 'disabled_if';
  if (!known || test === undefined || others.length > 0) return null;
  if (test.name.lower === 'true') return actions;
  const condition = describeTest(test, words);
  if (condition === null) return null;
  const rule = words.rule(condition, actions);
  return lower === 'elsif' ? words.otherwise(rule) : rule;
}
