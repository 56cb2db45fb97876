import { type Branch, countBranches, type Tally } from '@sievekit/interpreter';
import { type DocumentSymbol, documentSymbols, type Script } from '@sievekit/parser';

/** A branch of a script as a rule, and how it did on all messages. */
export interface Rule {
  readonly line: number;
  /** The name that a program or a person gave it; else null. */
  readonly name: string | null;
  /** Its command and test as the script writes them, in one line. */
  readonly test: string;
  /** Messages for which its block ran. */
  readonly fired: number;
  /** Milliseconds of all messages together, those of rules within it included. */
  readonly milliseconds: number;
}

/** The rules of a script in their order: each `if`, `elsif` and `else`. */
export function rulesOf(script: Script, tally: Tally): readonly Rule[] {
  const named = documentSymbols(script).filter(({ kind }) => kind === 'rule');
  return countBranches(script, tally.counts).map((branch) => ({
    line: branch.line,
    name: nameOf(branch, named),
    test: `${branch.kind} ${branch.test}`.trim(),
    fired: branch.taken,
    milliseconds: branch.time,
  }));
}

/** That of the rule whose first command it is. */
function nameOf({ from, to }: Branch, named: readonly DocumentSymbol[]): string | null {
  const rule = named.find(({ selection }) => selection.from >= from && selection.to <= to);
  return rule !== undefined && rule.selection.from === from ? rule.name : null;
}
