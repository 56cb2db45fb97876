import type { CommandCompiler } from '../compile/compiler.ts';
import { answerOf, compileCall, compileExecute, compileFilter } from '../compile/program.ts';
import { RunError } from '../run/run-error.ts';

/** Hands the message to a program, which takes the place of the implicit keep (extprograms 5). */
export const pipe: CommandCompiler = (node, compiler) => {
  const args = compiler.arguments(node);
  const read = compileCall(args, 'pipe');
  const copy = args.has('copy');
  const tolerant = args.has('try');
  const origin = compiler.origin(node);
  return (run) => {
    const call = read(run, run.current());
    if (!answerOf(run, call).ok) {
      if (tolerant) return 'next';
      throw new RunError(`The program ${call.program} failed.`);
    }
    const { program, arguments: list } = call;
    run.actions.add(
      { type: 'pipe', program, arguments: list, copy, try: tolerant, ...origin },
      !copy,
    );
    return 'next';
  };
};

/** Puts what a program makes of the message in its place (extprograms 6). */
export const filter: CommandCompiler = (node, compiler) => {
  const args = compiler.arguments(node);
  const filterMessage = compileFilter(args, compiler.origin(node));
  return (run) => {
    if (!filterMessage(run)) throw new RunError('The program of filter failed.');
    return 'next';
  };
};

/** Runs a program and keeps what it prints (extprograms 7). */
export const execute: CommandCompiler = (node, compiler) => {
  const args = compiler.arguments(node);
  const run = compileExecute(args, compiler.origin(node));
  return (state) => {
    if (!run(state)) throw new RunError('The program of execute failed.');
    return 'next';
  };
};
