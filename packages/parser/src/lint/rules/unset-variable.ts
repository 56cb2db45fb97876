import { suggest } from '../../language/suggest.ts';
import { limits } from '../../limits.ts';
import { type Rule, replace } from '../rule.ts';
import { variableUses } from '../variable.ts';

/** Variables that are read and never set: they are empty (RFC 5229 section 3). */
export const unsetVariable: Rule = {
  name: 'unset-variable',
  severity: 'warning',
  summary: 'A variable that is read and never set, and so is always empty.',
  since: '0.1.0',
  whole: true,
  find(facts, report) {
    if (!facts.enabled.has('variables')) return;
    const { assigned, read, shared } = variableUses(facts);
    const known = new Set([...assigned.map(({ name }) => name), ...shared]);
    const told = new Set<string>();
    for (const place of read) {
      const { name } = place;
      if (known.has(name) || told.has(name)) continue;
      told.add(name);
      const near = told.size > limits.diagnostics ? null : suggest(name, known);
      const written = facts.text.startsWith('${', place.from);
      const fixes =
        near === null || !written ? [] : [replace(`Replace by ${near}`, place, `\${${near}}`)];
      report(
        place,
        `The variable “${name}” is never set, so it is always empty. ${
          near === null ? 'Set it before, or remove it.' : `Did you mean ${near}?`
        }`,
        ...fixes,
      );
    }
  },
};
