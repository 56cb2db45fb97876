import type { Extension, Parameter } from '../definition.ts';

const relation = {
  name: 'relation',
  type: 'string',
  kind: 'relation',
  constant: true,
} as const satisfies Parameter;

export const relational: Extension = {
  capability: 'relational',
  doc: 'Compares by order and counts.',
  rfc: 'RFC 5231',
  matchTypes: [
    {
      name: 'value',
      value: relation,
      doc: 'Compares by the order of the comparator: "gt", "ge", "lt", "le", "eq" or "ne".',
      rfc: 'RFC 5231 section 4.1',
    },
    {
      name: 'count',
      value: relation,
      doc: 'Compares how many there are: "gt", "ge", "lt", "le", "eq" or "ne".',
      rfc: 'RFC 5231 section 4.2',
    },
  ],
};
