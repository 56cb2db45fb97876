import { parse, positionAt, validateStandard } from '@sievekit/parser';
import { capabilities } from './capability.ts';
import { commands } from './command/commands.ts';
import { Compiler, type Inclusion, type Language, type Step } from './compile/compiler.ts';
import { InterpreterError } from './error.ts';
import { limits } from './limits.ts';
import { type Message, readMessage } from './message/message.ts';
import type { RunOptions } from './run/option.ts';
import type { RunResult } from './run/result.ts';
import { Run } from './run/run.ts';
import { RunError } from './run/run-error.ts';
import { defaultSettings, type ServerSettings } from './run/setting.ts';
import { tests } from './test/tests.ts';

/** A script that is ready to run on any number of messages. */
export interface Program {
  run(message: Message | Uint8Array | string, options?: RunOptions): RunResult;
}

export interface PrepareOptions {
  /** The text of a script that `include` names; null where there is none, as for all unless told. */
  readonly findScript?: (location: 'personal' | 'global', name: string) => string | null;
  /** Settings of the server that count when a script is read; Pigeonhole's own unless told. */
  readonly settings?: Partial<ServerSettings>;
}

/**
 * Reads a script, and those that it includes, once for all messages.
 *
 * @throws {InterpreterError} `script` where one has an error, as a server would refuse it
 */
export function prepare(text: string, options: PrepareOptions = {}): Program {
  const step = compileScript(text, options);
  return {
    run: (source, runOptions = {}) =>
      execute(step, isMessage(source) ? source : readMessage(source), runOptions),
  };
}

/** Runs a compiled script on a message. */
export function execute(step: Step, message: Message, options: RunOptions): RunResult {
  const run = new Run(message, options);
  try {
    step(run);
  } catch (error) {
    if (error instanceof RunError) return failedResult(run, error);
    throw error;
  }
  run.commit();
  return {
    actions: run.actions.list,
    implicitKeep: run.actions.implicitKeep,
    flags: run.flags,
    errors: [],
    trace: run.trace?.steps ?? [],
    message: run.current(),
  };
}

/**
 * Compiles a script and those that it includes. `around`: those that include it, the outermost
 * first; `names`: all that were included so far.
 *
 * @throws {InterpreterError} `script` where one has an error
 */
export function compileScript(
  text: string,
  options: PrepareOptions,
  around: readonly string[] = [],
  extra: Partial<Language> = {},
  names: Set<string> = new Set(),
): Step {
  const { script, diagnostics } = parse(text);
  const found = [...diagnostics, ...validateStandard(script)].find(
    ({ severity }) => severity === 'error',
  );
  if (found !== undefined) {
    const { line } = positionAt(text, found.from);
    throw new InterpreterError('script', `Line ${line}: ${found.message}`);
  }
  const include = (wanted: Inclusion): Step | null =>
    compileIncluded(wanted, options, around, names);
  const included = around.at(-1)?.replace(/^\S+ /, '') ?? null;
  const settings = { ...defaultSettings, ...options.settings };
  const language = { commands, tests, capabilities, settings, include, included, ...extra };
  return new Compiler(script, language).commands(script.commands);
}

function compileIncluded(
  { location, name, optional, line }: Inclusion,
  options: PrepareOptions,
  around: readonly string[],
  names: Set<string>,
): Step | null {
  const { includes, includeDepth } = { ...defaultSettings, ...options.settings };
  const key = `${location} ${name}`;
  if (around.includes(key)) {
    throw new InterpreterError(
      'script',
      `Line ${line}: the scripts include each other in a circle.`,
    );
  }
  if (around.length >= Math.min(includeDepth, limits.includeDepthAtMost)) {
    const message = `Line ${line}: scripts include each other more than ${includeDepth} deep.`;
    throw new InterpreterError('script', message);
  }
  const text = options.findScript?.(location, name) ?? null;
  if (text === null) {
    if (optional) return null;
    throw new InterpreterError('script', `Line ${line}: there is no ${location} script "${name}".`);
  }
  if (!names.has(key) && names.size >= Math.min(includes, limits.includes)) {
    const message = `Line ${line}: more than ${includes} scripts are included.`;
    throw new InterpreterError('script', message);
  }
  names.add(key);
  return compileScript(text, options, [...around, key], {}, names);
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
    message: run.original,
  };
}
