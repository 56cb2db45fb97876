import { lintRules, type RuleName, type RuleSettings } from '@sievekit/parser';

const levels = ['off', 'note', 'warning', 'error'] as const;
const names: ReadonlySet<string> = new Set(lintRules.map(({ name }) => name));

/**
 * What to do with the findings of rules: pairs of a name and `off`, `note`, `warning` or `error`.
 *
 * @throws {RangeError} a sentence that says which pair is none
 */
export function readRuleSettings(
  pairs: Iterable<readonly [name: string, level: string]>,
): RuleSettings {
  const settings: Partial<Record<RuleName, (typeof levels)[number]>> = {};
  for (const [name, level] of pairs) {
    if (!isRule(name)) {
      throw new RangeError(
        `There is no rule "${name}". sievekit lint --list names those that there are.`,
      );
    }
    const found = levels.find((one) => one === level);
    if (found === undefined) {
      throw new RangeError(`The rule "${name}" can be ${levels.join(', ')}, not "${level}".`);
    }
    settings[name] = found;
  }
  return settings;
}

function isRule(name: string): name is RuleName {
  return names.has(name);
}
