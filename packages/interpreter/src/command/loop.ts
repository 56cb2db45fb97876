import type { CommandCompiler } from '../compile/compiler.ts';
import { allParts } from '../message/part.ts';
import type { Run } from '../run/run.ts';
import { applyReplacements } from './replace.ts';

/** Runs its block for each MIME part, in the order of the message (RFC 5703 section 3). */
export const foreverypart: CommandCompiler = (node, compiler) => {
  const name = compiler.arguments(node).tagText('name')?.constant ?? null;
  const block = compiler.block(node.block);
  return (run) => {
    const outer = run.part;
    // A loop in a loop goes through what the part of the outer one holds.
    const [self, ...below] = allParts(outer ?? run.message.root);
    const parts = outer === null && self !== undefined ? [self, ...below] : below;
    try {
      for (const part of parts) {
        run.part = part;
        const flow = block(run);
        if (flow === 'break' && isEndedHere(run, name)) break;
        if (flow !== 'next') return flow;
      }
    } finally {
      run.part = outer;
      if (outer === null) applyReplacements(run);
    }
    return 'next';
  };
};

/** Ends the innermost loop, or that of the name (RFC 5703 section 3.2). */
export const breakLoop: CommandCompiler = (node, compiler) => {
  const name = compiler.arguments(node).tagText('name')?.constant ?? null;
  return (run) => {
    run.breaks = name;
    return 'break';
  };
};

function isEndedHere(run: Run, name: string | null): boolean {
  return run.breaks === null || run.breaks === name;
}
