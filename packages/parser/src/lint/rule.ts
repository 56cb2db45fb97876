import type { Diagnostic, Fix } from '../diagnostic.ts';
import type { Range } from '../text/range.ts';
import type { Facts } from './facts.ts';
import type { RuleName } from './rule-name.ts';

/** Reports a finding of the rule that is running. */
export type Report = (at: Range, message: string, ...fixes: Fix[]) => void;

/** One rule of the linter: its name is its file, its page in `docs/rules` and its code. */
export interface Rule {
  readonly name: RuleName;
  readonly severity: Exclude<Diagnostic['severity'], 'error'>;
  /** What it finds, in one sentence. */
  readonly summary: string;
  /** Version that brought it. */
  readonly since: string;
  /** It judges the script as a whole, so it is left out where a part has an error. */
  readonly whole?: true;
  readonly find: (facts: Facts, report: Report) => void;
}

/** A fix of one replacement. */
export function replace(title: string, at: Range, insert: string): Fix {
  return { title, edits: [{ from: at.from, to: at.to, insert }] };
}
