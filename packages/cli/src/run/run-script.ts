import {
  explain,
  type Message,
  prepare,
  type RunOptions,
  readMessage,
  runSequence,
} from '@sievekit/interpreter';
import type { ExitCode } from '../failure.ts';
import { readNamedFile } from '../file.ts';
import type { Terminal } from '../terminal.ts';
import { type EnvelopeOptions, readEnvelope } from './envelope.ts';
import { environment } from './environment.ts';
import { findScriptBeside } from './find-script.ts';
import { type CheckedScript, readScript } from './read-script.ts';
import { explanationJson, printExplanation, printScriptErrors, scriptErrorJson } from './report.ts';
import { printSequence, sequenceJson } from './report-sequence.ts';
import { readTime } from './time.ts';

export interface RunScriptOptions extends EnvelopeOptions {
  readonly before?: readonly string[];
  readonly after?: readonly string[];
  readonly at?: string;
  readonly trace?: boolean;
  readonly json?: boolean;
}

/**
 * Runs a script on a message, between those that the server runs before and after it, and prints
 * what they would do. Scripts that they include are looked for beside each.
 *
 * @returns 1 where a script has an error or made one while it ran, else 0
 * @throws {Failure} when a file cannot be read or an option is wrong
 */
export async function runScript(
  path: string,
  messagePath: string,
  options: RunScriptOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const time = readTime(options.at);
  const scripts: CheckedScript[] = [];
  for (const one of [...(options.before ?? []), path, ...(options.after ?? [])]) {
    scripts.push(await readScript(one));
  }
  const bytes = messagePath === '-' ? await terminal.readInput() : await readNamedFile(messagePath);
  const wrong = scripts.find(({ errors }) => errors.length > 0);
  if (wrong !== undefined) {
    if (options.json) terminal.out(scriptErrorJson(wrong.text, wrong.errors));
    else printScriptErrors(wrong.path, wrong.text, wrong.errors, terminal);
    return 1;
  }
  const message = readMessage(bytes);
  const envelope = readEnvelope(message, options);
  const world = { ...time, environment, envelope, trace: true };
  if (scripts.length > 1) return runSeveral(scripts, message, world, options, terminal);
  const [script] = scripts;
  return script === undefined ? 0 : runOne(script, message, world, options, terminal);
}

function runOne(
  { path, text, script }: CheckedScript,
  message: Message,
  world: RunOptions,
  options: RunScriptOptions,
  terminal: Terminal,
): ExitCode {
  const program = prepare(text, { findScript: findScriptBeside(path) });
  const explanation = explain(program, script, message, world);
  if (options.json) terminal.out(explanationJson(explanation, script));
  else printExplanation(explanation, script, options.trace === true, terminal);
  return explanation.result.errors.length > 0 ? 1 : 0;
}

function runSeveral(
  scripts: readonly CheckedScript[],
  message: Message,
  world: RunOptions,
  options: RunScriptOptions,
  terminal: Terminal,
): ExitCode {
  const programs = scripts.map(({ path, text }) => ({
    name: path,
    program: prepare(text, { findScript: findScriptBeside(path) }),
  }));
  const sequence = runSequence(programs, message, world);
  if (options.json) terminal.out(sequenceJson(sequence, scripts));
  else printSequence(sequence, scripts, options.trace === true, terminal);
  return sequence.result.errors.length > 0 ? 1 : 0;
}
