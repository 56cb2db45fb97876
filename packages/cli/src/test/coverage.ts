import { dirname, isAbsolute, join } from 'node:path';
import { type BranchCount, countBranches, type TestedScript } from '@sievekit/interpreter';
import { parse } from '@sievekit/parser';

/** A way through a script that no case took. */
export interface MissedBranch {
  readonly line: number;
  /** The command and its test as the script writes them, in one line. */
  readonly test: string;
  /** How the test never came out; `reached`: it was never evaluated at all. */
  readonly never: 'reached' | 'true' | 'false';
}

/** How much of a script its tests went through: each `if` and `elsif` can come out in two ways. */
export interface ScriptCoverage {
  readonly path: string;
  readonly branches: number;
  readonly covered: number;
  readonly missed: readonly MissedBranch[];
}

interface Counted {
  readonly path: string;
  readonly text: string;
  readonly included: string | undefined;
  readonly counts: BranchCount[];
}

/** Joins what several test files went through of the same scripts. */
export class Coverage {
  readonly #scripts: Map<string, Counted> = new Map();

  /** What one test file went through. */
  add(testFile: string, scripts: readonly TestedScript[]): void {
    for (const { name, location, text, counts } of scripts) {
      const folder = dirname(testFile);
      const path = location === null && isAbsolute(name) ? name : join(folder, name);
      const title = location === null ? path : `${path} (included, ${location})`;
      const key = `${title}\0${text}`;
      const included = location === null ? undefined : name;
      const before = this.#scripts.get(key);
      if (before !== undefined) before.counts.push(...counts);
      else this.#scripts.set(key, { path: title, text, included, counts: [...counts] });
    }
  }

  /** Those that have branches, in order of their paths. */
  scripts(): readonly ScriptCoverage[] {
    return [...this.#scripts.values()]
      .map(coverageOf)
      .filter(({ branches }) => branches > 0)
      .sort((a, b) => (a.path < b.path ? -1 : 1));
  }
}

function coverageOf({ path, text, included, counts }: Counted): ScriptCoverage {
  const tests = countBranches(parse(text).script, counts, included).filter(
    ({ kind }) => kind !== 'else',
  );
  let covered = 0;
  const missed: MissedBranch[] = [];
  for (const { kind, line, test, taken, passed } of tests) {
    covered += Number(taken > 0) + Number(passed > 0);
    if (taken > 0 && passed > 0) continue;
    const never = taken + passed === 0 ? 'reached' : taken === 0 ? 'true' : 'false';
    missed.push({ line, test: `${kind} ${test}`, never });
  }
  return { path, branches: tests.length * 2, covered, missed };
}

const verdicts: Readonly<Record<MissedBranch['never'], string>> = {
  reached: 'was never reached',
  true: 'was never true',
  false: 'was true each time',
};

/** For people: a line a script, and one a way that is missing. */
export function coverageText(scripts: readonly ScriptCoverage[]): string {
  if (scripts.length === 0) return 'No script with branches was tested.\n';
  const blocks = scripts.map(({ path, branches, covered, missed }) => {
    const share = `${covered} of ${branches} branches, ${Math.floor((covered / branches) * 100)} %`;
    const lines = missed.map(({ line, test, never }) => {
      return `  line ${line}: ${test} ${verdicts[never]}\n`;
    });
    return `${path}: ${share}\n${lines.join('')}`;
  });
  return blocks.join('');
}
