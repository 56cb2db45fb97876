import type { Command, Script, Tokens } from './ast.ts';
import { TreeBuilder } from './builder.ts';
import type { Tape } from './tape.ts';

/** What scripts were read as whose tree nobody has asked for yet. */
const tapes = new WeakMap<Script, Tape>();

/** A script whose tree is made when its commands are first asked for. */
export function createScript(text: string, tokens: Tokens, tape: Tape): Script {
  let commands: readonly Command[] | null = null;
  const script: Script = {
    type: 'script',
    from: 0,
    to: text.length,
    text,
    tokens,
    get commands() {
      commands ??= [...eachCommand(script)];
      tapes.delete(script);
      return commands;
    },
  };
  tapes.set(script, tape);
  return script;
}

/**
 * The commands of a script, for one walk through them. Where the tree is not made yet, each is made
 * as the walk comes to it and left to the walker: most of the time of a walk through a large tree
 * goes into keeping it. Two walks may give two nodes of the same command.
 */
export function* eachCommand(script: Script): Generator<Command, void> {
  const tape = tapes.get(script);
  if (tape === undefined) {
    yield* script.commands;
    return;
  }
  const build = new TreeBuilder(tape);
  for (let command = build.next(); command !== undefined; command = build.next()) yield command;
}
