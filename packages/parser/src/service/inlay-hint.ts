import type { Command, Script, Test } from '../syntax/ast.ts';

/** A remark that an editor shows in the text at an offset. */
export interface InlayHint {
  readonly at: number;
  readonly label: 'unreachable' | 'disabled';
  readonly doc: string;
}

const ends = new Set(['stop', 'return', 'break', 'continue', 'error']);

/** Remarks on what never runs: the first command after a `stop`, and blocks of `if false`. */
export function inlayHints(script: Script): InlayHint[] {
  const found: InlayHint[] = [];
  walk(script.commands, found);
  return found.sort((a, b) => a.at - b.at);
}

/** Whether what follows the commands never runs. Blocks are capped in depth by the parser. */
function walk(commands: readonly Command[], found: InlayHint[]): boolean {
  let ended = false;
  let hinted = false;
  let chain = { ends: false, taken: false };
  for (const command of commands) {
    const { lower } = command.name;
    const branch = lower === 'elsif' || lower === 'else';
    if (ended && !hinted && !branch) {
      hinted = true;
      const doc = 'Never runs: the script always ends before this.';
      found.push({ at: command.from, label: 'unreachable', doc });
    }
    const [test] = command.tests;
    const off = (lower === 'if' || lower === 'elsif') && isNever(test);
    if (off && test !== undefined) {
      const doc = 'Never runs: its test is never true.';
      found.push({ at: test.to, label: 'disabled', doc });
    }
    const blockEnds = command.block !== null && walk(command.block.commands, found);
    if (lower === 'if') chain = { ends: blockEnds || off, taken: blockEnds };
    else if (branch) {
      chain = { ends: chain.ends && (blockEnds || off), taken: chain.taken || blockEnds };
    }
    if (ends.has(lower)) ended = true;
    const closing = lower === 'else' || ((lower === 'if' || branch) && test?.name.lower === 'true');
    if (closing) ended ||= chain.ends && chain.taken;
  }
  return ended;
}

function isNever(test: Test | undefined): boolean {
  if (test === undefined) return false;
  if (test.name.lower === 'false') return true;
  return test.name.lower === 'not' && test.tests[0]?.name.lower === 'true';
}
