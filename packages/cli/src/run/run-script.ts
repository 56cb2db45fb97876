import { type Program, prepare, readMessage } from '@sievekit/interpreter';
import { parse, type Script, validate } from '@sievekit/parser';
import { decodeScript } from '../check/decode-script.ts';
import type { ExitCode } from '../failure.ts';
import { readNamedFile } from '../file.ts';
import type { Terminal } from '../terminal.ts';
import { type EnvelopeOptions, readEnvelope } from './envelope.ts';
import { findScriptBeside } from './find-script.ts';
import { printResult, printScriptErrors, resultJson, scriptErrorJson } from './report.ts';
import { readTime } from './time.ts';

export interface RunScriptOptions extends EnvelopeOptions {
  readonly at?: string;
  readonly trace?: boolean;
  readonly json?: boolean;
}

/**
 * Runs a script on a message and prints what it would do. Scripts that it includes are looked for
 * beside it.
 *
 * @returns 1 where the script has an error or made one while it ran, else 0
 * @throws {Failure} when a file cannot be read or an option is wrong
 */
export async function runScript(
  path: string,
  messagePath: string,
  options: RunScriptOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const time = readTime(options.at);
  const decoded = decodeScript(await readNamedFile(path), path);
  const bytes = messagePath === '-' ? await terminal.readInput() : await readNamedFile(messagePath);
  const { text } = decoded;
  const { script, diagnostics } = parse(text);
  const errors = [...decoded.diagnostics, ...diagnostics, ...validate(script)].filter(
    ({ severity }) => severity === 'error',
  );
  if (errors.length > 0) {
    if (options.json) terminal.out(scriptErrorJson(text, errors));
    else printScriptErrors(path, text, errors, terminal);
    return 1;
  }
  const program: Program = prepare(text, { findScript: findScriptBeside(path) });
  return runProgram(program, script, bytes, { ...options, ...time }, terminal);
}

function runProgram(
  program: Program,
  script: Script,
  bytes: Uint8Array,
  options: RunScriptOptions & { now: Date; zone: number },
  terminal: Terminal,
): ExitCode {
  const message = readMessage(bytes);
  const { now, zone } = options;
  const envelope = readEnvelope(message, options);
  const result = program.run(message, { envelope, now, zone, trace: true });
  if (options.json) terminal.out(resultJson(result, script));
  else printResult(result, script, options.trace === true, terminal);
  return result.errors.length > 0 ? 1 : 0;
}
