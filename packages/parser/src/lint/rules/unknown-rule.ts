import { suggest } from '../../language/suggest.ts';
import { type Rule, replace } from '../rule.ts';
import { isRuleName, ruleNames } from '../rule-name.ts';

/** Names in comments to the linter that are no rule. */
export const unknownRule: Rule = {
  name: 'unknown-rule',
  severity: 'note',
  summary: 'A comment that switches off a rule which does not exist.',
  since: '0.1.0',
  find({ directives }, report) {
    for (const { rules } of directives) {
      for (const rule of rules) {
        if (isRuleName(rule.name)) continue;
        const near = suggest(rule.name, ruleNames);
        const how =
          near === null ? '“sievekit lint --list” prints all names.' : `Did you mean ${near}?`;
        const fixes = near === null ? [] : [replace(`Replace by ${near}`, rule, near)];
        report(
          rule,
          `There is no rule “${rule.name}”, so this switches nothing off. ${how}`,
          ...fixes,
        );
      }
    }
  },
};
