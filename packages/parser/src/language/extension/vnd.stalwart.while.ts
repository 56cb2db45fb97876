import type { Extension } from '../definition.ts';

const rfc = 'Stalwart';

export const vndStalwartWhile: Extension = {
  capability: 'vnd.stalwart.while',
  doc: 'Runs commands again and again.',
  rfc,
  commands: [
    {
      name: 'while',
      kind: 'control',
      doc: 'Runs its block as long as the expression is true.',
      rfc,
      parameters: [{ name: 'expression', type: 'string' }],
      block: true,
    },
    {
      name: 'continue',
      kind: 'control',
      doc: 'Goes on with the next round of the loop.',
      rfc,
      inside: 'while',
    },
    { name: 'break', kind: 'control', doc: 'Ends the loop.', rfc, inside: 'while' },
  ],
};
