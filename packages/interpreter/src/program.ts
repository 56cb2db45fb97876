import { parse, positionAt, validate } from '@sievekit/parser';
import { capabilities } from './capability.ts';
import { commands } from './command/commands.ts';
import { Compiler } from './compile/compiler.ts';
import { InterpreterError } from './error.ts';
import { type Message, readMessage } from './message/message.ts';
import type { RunOptions } from './run/option.ts';
import type { RunResult } from './run/result.ts';
import { Run } from './run/run.ts';
import { RunError } from './run/run-error.ts';
import { tests } from './test/tests.ts';

/** A script that is ready to run on any number of messages. */
export interface Program {
  run(message: Message | Uint8Array | string, options?: RunOptions): RunResult;
}

/**
 * Reads a script, once for all messages.
 *
 * @throws {InterpreterError} `script` where it has an error, as a server would refuse it
 */
export function prepare(text: string): Program {
  const { script, diagnostics } = parse(text);
  const found = [...diagnostics, ...validate(script)].find(({ severity }) => severity === 'error');
  if (found !== undefined) {
    const { line } = positionAt(text, found.from);
    throw new InterpreterError('script', `Line ${line}: ${found.message}`);
  }
  const execute = new Compiler(script, { commands, tests, capabilities }).commands(script.commands);
  return {
    run: (source, options = {}) => {
      const message = isMessage(source) ? source : readMessage(source);
      const run = new Run(message, options);
      try {
        execute(run);
      } catch (error) {
        if (error instanceof RunError) return failedResult(run, error);
        throw error;
      }
      return {
        actions: run.actions.list,
        implicitKeep: run.actions.implicitKeep,
        flags: run.flags,
        errors: [],
        trace: run.trace?.steps ?? [],
      };
    },
  };
}

function isMessage(source: Message | Uint8Array | string): source is Message {
  return typeof source === 'object' && 'octets' in source;
}

/** A mistake keeps the mail and does nothing else (RFC 5228 section 2.10.6). */
function failedResult(run: Run, error: RunError): RunResult {
  return {
    actions: [],
    implicitKeep: true,
    flags: [],
    errors: [{ message: error.message, line: error.line ?? run.line }],
    trace: run.trace?.steps ?? [],
  };
}
