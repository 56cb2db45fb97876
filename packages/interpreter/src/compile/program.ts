import { readMessage } from '../message/message.ts';
import { decodeUtf8, encodeUtf8, octetsToString, stringToOctets } from '../message/octets.ts';
import type { Origin } from '../run/action.ts';
import type { ProgramAnswer, ProgramCall } from '../run/program-call.ts';
import type { Run } from '../run/run.ts';
import type { Arguments } from './arguments.ts';

/** Puts what a program makes of the message in its place; false where it failed. */
export function compileFilter(args: Arguments, origin: Origin): (run: Run) => boolean {
  const read = compileCall(args, 'filter');
  return (run) => {
    const call = read(run, run.current());
    const { ok, output } = answerOf(run, call);
    record(run, call, ok, origin);
    if (ok && output !== undefined) run.change(readMessage(output));
    return ok;
  };
}

/** Runs a program and keeps what it prints; false where it failed. */
export function compileExecute(args: Arguments, origin: Origin): (run: Run) => boolean {
  const read = compileCall(args, 'execute');
  const input = args.tagText('input');
  const piped = args.has('pipe');
  const variable = args.tagText('output')?.constant?.toLowerCase() ?? null;
  return (run) => {
    const given = input === null ? null : stringToOctets(input.read(run));
    const call = read(run, piped ? run.current() : given);
    const { ok, output = '' } = answerOf(run, call);
    record(run, call, ok, origin);
    if (ok && variable !== null) {
      run.variables.set(
        variable,
        typeof output === 'string' ? encodeUtf8(output) : octetsToString(output),
      );
    }
    return ok;
  };
}

/** What a program is told. */
export function compileCall(
  args: Arguments,
  kind: ProgramCall['kind'],
): (run: Run, input: Uint8Array | { readonly octets: string } | null) => ProgramCall {
  const program = args.text('program name');
  const list = args.texts('arguments');
  return (run, input) => ({
    kind,
    program: decodeUtf8(program?.read(run) ?? ''),
    arguments: list.map((text) => decodeUtf8(text.read(run))),
    input: input !== null && 'octets' in input ? stringToOctets(input.octets) : input,
  });
}

/** How it went; well unless the caller says otherwise. */
export function answerOf(run: Run, call: ProgramCall): ProgramAnswer {
  return run.options.runProgram?.(call) ?? { ok: true };
}

function record(run: Run, call: ProgramCall, ok: boolean, origin: Origin): void {
  const { program, arguments: list } = call;
  const type = call.kind === 'filter' ? 'filter' : 'execute';
  run.actions.add({ type, program, arguments: list, ok, ...origin }, false);
}
