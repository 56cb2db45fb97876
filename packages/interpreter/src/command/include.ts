import type { CommandCompiler } from '../compile/compiler.ts';

/** Runs another script in this place (RFC 6609 section 3.2). */
export const include: CommandCompiler = (node, compiler) => {
  const args = compiler.arguments(node);
  const name = args.text('script name')?.constant ?? '';
  const location = args.has('global') ? 'global' : 'personal';
  const once = args.has('once');
  const { line } = compiler.origin(node);
  const step = compiler.include({ location, name, optional: args.has('optional'), line });
  const key = `${location}\0${name}`;
  return (run) => {
    if (step === null || (once && run.included.has(key))) return 'next';
    run.included.add(key);
    const flow = run.variables.within(() => step(run));
    run.line = line;
    return flow === 'return' ? 'next' : flow;
  };
};

/** Ends the included script; the one that includes it goes on (section 3.3). */
export const returnFromScript: CommandCompiler = () => () => 'return';

/** Names variables that all scripts share (section 3.4). */
export const global: CommandCompiler = (node, compiler) => {
  const names = compiler.arguments(node).texts('variable names');
  return (run) => {
    for (const name of names) run.variables.declareGlobal(name.read(run).toLowerCase());
    return 'next';
  };
};
