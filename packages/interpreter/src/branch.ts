import { type Command, createLineIndex, type Script } from '@sievekit/parser';
import type { BranchCount } from './run/tally.ts';

/** A branch of a script, and how runs went through it. */
export interface Branch {
  readonly kind: 'if' | 'elsif' | 'else';
  /** Line, from 1, of its command. */
  readonly line: number;
  /** Offsets of the command in the script, UTF-16 units, `to` exclusive. */
  readonly from: number;
  readonly to: number;
  /** Its test as the script writes it, in one line; empty for `else`. */
  readonly test: string;
  /** Runs that went into its block. */
  readonly taken: number;
  /** Runs in which its test was not true; 0 for `else`. */
  readonly passed: number;
  /** What its test and its block took in all runs together, in the units of the tally's clock. */
  readonly time: number;
}

/**
 * All branches of a script in their order, those that no run reached too, by what tallies counted.
 * `included` is the name by which another script included it, and absent for the script itself.
 */
export function countBranches(
  script: Script,
  counted: readonly BranchCount[],
  included?: string,
): readonly Branch[] {
  const counts = new Map<number, { taken: number; passed: number; time: number }>();
  for (const { place, taken, passed, time } of counted) {
    if (place.script !== included) continue;
    const before = counts.get(place.from) ?? { taken: 0, passed: 0, time: 0 };
    counts.set(place.from, {
      taken: before.taken + taken,
      passed: before.passed + passed,
      time: before.time + time,
    });
  }
  const lines = createLineIndex(script.text);
  return branchesIn(script.commands).map(({ command, kind }) => {
    const { from, to, tests } = command;
    const [test] = tests;
    const source = test === undefined ? '' : script.text.slice(test.from, test.to);
    const count = counts.get(from) ?? { taken: 0, passed: 0, time: 0 };
    const { line } = lines.position(from);
    return { kind, line, from, to, test: source.replace(/\s+/g, ' '), ...count };
  });
}

interface Found {
  readonly command: Command;
  readonly kind: Branch['kind'];
}

function branchesIn(commands: readonly Command[]): Found[] {
  return commands.flatMap((command) => {
    const { lower } = command.name;
    const isBranch = lower === 'if' || lower === 'elsif' || lower === 'else';
    const own: Found[] = isBranch ? [{ command, kind: lower }] : [];
    return [...own, ...branchesIn(command.block?.commands ?? [])];
  });
}
