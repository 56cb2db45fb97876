import type { CommandCompiler } from '../compile/compiler.ts';
import { readFlags, splitFlags } from '../compile/flags.ts';

/** Replaces the flags of the internal variable, or of a named one (RFC 5232 section 3.1). */
export const setflag: CommandCompiler = flagCommand((_, flags) => flags);

/** Adds to them (section 3.2). */
export const addflag: CommandCompiler = flagCommand((present, flags) => [...present, ...flags]);

/** Takes from them (section 3.3). */
export const removeflag: CommandCompiler = flagCommand((present, flags) => {
  const gone = new Set(flags.map((flag) => flag.toLowerCase()));
  return present.filter((flag) => !gone.has(flag.toLowerCase()));
});

/** Flags the message, in the early form of the extension (imapflags). */
export const mark: CommandCompiler = () => (run) => {
  run.flags = splitFlags([...run.flags, flagged]);
  return 'next';
};

/** Takes that flag away. */
export const unmark: CommandCompiler = () => (run) => {
  run.flags = run.flags.filter((flag) => flag.toLowerCase() !== flagged.toLowerCase());
  return 'next';
};

const flagged = '\\Flagged';

function flagCommand(
  change: (present: readonly string[], flags: readonly string[]) => readonly string[],
): CommandCompiler {
  return (node, compiler) => {
    const args = compiler.arguments(node);
    const variable = args.text('variable name')?.constant?.toLowerCase() ?? null;
    const texts = args.texts('flags');
    return (run) => {
      const flags = readFlags(texts.map((text) => text.read(run)));
      const present = variable === null ? run.flags : splitFlags([run.variables.get(variable)]);
      const changed = splitFlags(change(present, flags));
      if (variable === null) run.flags = changed;
      else run.variables.set(variable, changed.join(' '));
      return 'next';
    };
  };
}
