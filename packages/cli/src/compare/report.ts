import { describeAction, type RunResult } from '@sievekit/interpreter';
import { showJson, showName } from '../remote/show-name.ts';
import type { Terminal } from '../terminal.ts';
import type { Rule } from './rule.ts';

/** A message of which something else would become. */
export interface ChangedMessage {
  readonly message: string;
  /** “would move from INBOX to Lists” */
  readonly change: string;
  readonly before: RunResult;
  readonly after: RunResult;
}

/** All messages together. */
export interface Summary {
  readonly messages: number;
  readonly changed: number;
  /** Messages that could not be read. */
  readonly unread: number;
  readonly changes: readonly { readonly change: string; readonly count: number }[];
  /** Changes beyond the kinds that are told apart. */
  readonly others: number;
  readonly rules: {
    readonly old: readonly Rule[];
    readonly new: readonly Rule[];
  };
}

/** Is told of each changed message at once, so that nothing has to be kept. */
export interface Report {
  changed(message: ChangedMessage): void;
  end(summary: Summary): void;
}

/** For people: a line a message, the sum, the rules. */
export function textReport(terminal: Terminal, paths: readonly [string, string]): Report {
  return {
    changed: ({ message, change, after }) => {
      const lines = [...new Set(after.actions.map(({ line }) => line))];
      const place = lines.length === 0 ? '' : ` (line ${lines.join(', ')})`;
      terminal.out(showName(`${message}: ${change}${place}`).concat('\n'));
    },
    end: (summary) => {
      if (summary.changed > 0) terminal.out('\n');
      terminal.out(`${sumOf(summary)}\n`);
      for (const [index, key] of (['old', 'new'] as const).entries()) {
        terminal.out(rulesText(paths[index] ?? key, summary.rules[key], summary.messages));
      }
    },
  };
}

function sumOf({ messages, changed, changes, others }: Summary): string {
  const same = messages - changed;
  const rest = `${same} of ${messages} would stay as they are`;
  if (changed === 0) return `Nothing would change: ${rest}.`;
  const list = changes.map(({ change, count }) => `${count} ${showName(change)}`);
  if (others > 0) list.push(`${others} would change in other ways`);
  return `${[...list, rest].join(',\n')}.`;
}

function rulesText(path: string, rules: readonly Rule[], messages: number): string {
  if (rules.length === 0) return '';
  const rows = rules.map(({ line, name, test, fired, milliseconds }) => {
    const title = showName(name ?? (test.length > 60 ? `${test.slice(0, 59)}…` : test));
    const times = fired === 0 ? 'never fired' : `fired ${fired} ×`;
    const cost = messages === 0 ? 0 : (milliseconds * 1000) / messages;
    return `  line ${String(line).padEnd(5)}${times.padEnd(15)}${cost.toFixed(2).padStart(8)} µs  ${title}\n`;
  });
  return `\nRules of ${path}, and what each costs a message\n${rows.join('')}`;
}

/** For programs: written as it comes, and one object in the end. */
export function jsonReport(terminal: Terminal): Report {
  let count = 0;
  return {
    changed: ({ message, change, before, after }) => {
      const entry = { message, change, before: outcome(before), after: outcome(after) };
      terminal.out(`${count++ === 0 ? '{"messages": [\n' : ',\n'}${showJson(entry).trimEnd()}`);
    },
    end: ({ messages, changed, unread, changes, others, rules }) => {
      const rest = { total: messages, changed, unread, summary: changes, others, rules };
      const start = count === 0 ? '{"messages": [' : '\n';
      terminal.out(`${start}], ${showJson(rest).slice(1)}`);
    },
  };
}

function outcome({ actions, implicitKeep, flags, errors }: RunResult): object {
  const each = actions.map((action) => ({
    type: action.type,
    line: action.line,
    sentence: describeAction(action),
    ...('mailbox' in action && { mailbox: action.mailbox, flags: action.flags }),
  }));
  return { actions: each, implicitKeep, ...(implicitKeep && { flags }), errors };
}
