import type { Severity } from '../diagnostic.ts';

/** Names of all rules of the linter; each is a file in `rules` and a page in `docs/rules`. */
export const ruleNames = [
  'address-part-key',
  'anyof-of-nots',
  'constant-test',
  'date-without-zone',
  'deprecated-capability',
  'discard-without-stop',
  'double-fileinto',
  'double-not',
  'duplicate-action',
  'duplicate-require',
  'duplicate-rule',
  'duplicate-string',
  'empty-block',
  'empty-key',
  'fileinto-without-stop',
  'flags-after-delivery',
  'header-with-address',
  'keep-after-fileinto',
  'key-with-space',
  'matches-everything',
  'matches-without-wildcard',
  'nested-test-list',
  'numeric-comparator',
  'redirect-to-self',
  'redundant-key',
  'redundant-stop',
  'regex-backtracking',
  'regex-useless-wildcard',
  'regex-without-operator',
  'reject-with-delivery',
  'reject-with-vacation',
  'shadowed-branch',
  'shadowed-rule',
  'unknown-rule',
  'unreachable-branch',
  'unreachable-code',
  'unset-variable',
  'unused-require',
  'unused-variable',
  'useless-discard',
  'utf7-mailbox',
  'vacation-twice',
  'vacation-without-addresses',
  'variables-not-required',
  'wildcard-without-matches',
] as const;

/** Name of a rule of the linter. */
export type RuleName = (typeof ruleNames)[number];

/** What to do with the findings of rules, by name: leave them out, or how much they matter. */
export type RuleSettings = Readonly<Partial<Record<RuleName, 'off' | Severity>>>;

const known: ReadonlySet<string> = new Set(ruleNames);

/** Whether a rule has this name. */
export function isRuleName(name: string): name is RuleName {
  return known.has(name);
}
