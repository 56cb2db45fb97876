import type { Extension } from '../definition.ts';

const rfc = 'Stalwart';
const expression = { name: 'expression', type: 'string' } as const;

export const vndStalwartExpressions: Extension = {
  capability: 'vnd.stalwart.expressions',
  doc: 'Calculates with expressions.',
  rfc,
  commands: [
    {
      name: 'let',
      kind: 'action',
      doc: 'Stores the value of an expression in a variable.',
      rfc,
      parameters: [{ name: 'name', type: 'string' }, expression],
    },
    {
      name: 'eval',
      kind: 'action',
      doc: 'Works an expression out for what it does.',
      rfc,
      parameters: [expression],
    },
  ],
  tests: [{ name: 'eval', doc: 'True when the expression is.', rfc, parameters: [expression] }],
};
