import type { Rule } from '../rule.ts';
import { variableUses } from '../variable.ts';

/** Variables that are set and never read (RFC 5229). */
export const unusedVariable: Rule = {
  name: 'unused-variable',
  severity: 'warning',
  summary: 'A variable that is set and never read.',
  since: '0.1.0',
  whole: true,
  find(facts, report) {
    if (!facts.enabled.has('variables')) return;
    const { assigned, read, shared } = variableUses(facts);
    const known = new Set(read.map(({ name }) => name));
    const told = new Set<string>();
    for (const place of assigned) {
      const { name } = place;
      if (known.has(name) || shared.has(name) || told.has(name)) continue;
      told.add(name);
      report(
        place,
        `The variable “${name}” is set and never read. Remove it, or read it as \${${name}}.`,
      );
    }
  },
};
