import { type Rule, replace } from '../rule.ts';

const lists = new Set(['allof', 'anyof']);

/** Test lists that change nothing (RFC 5228 sections 5.2 and 5.3). */
export const nestedTestList: Rule = {
  name: 'nested-test-list',
  severity: 'note',
  summary: 'An `allof` or `anyof` inside another that could be part of it.',
  since: '0.1.0',
  find({ named, text }, report) {
    for (const call of named('allof', 'anyof')) {
      const { tests, parent, node, name } = call;
      const [first] = tests;
      const last = tests.at(-1);
      if (first === undefined || last === undefined || parent === null) continue;
      if (!lists.has(parent.name) || (tests.length > 1 && parent.name !== name)) continue;
      const source = text.slice(node.from, node.to);
      const fixes = /#|\/\*|text:/i.test(source)
        ? []
        : [replace('Remove the inner list', node, text.slice(first.node.from, last.node.to))];
      report(
        node.name,
        `This “${name}” changes nothing, because the “${parent.name}” around it decides the same. Move its tests out.`,
        ...fixes,
      );
    }
  },
};
