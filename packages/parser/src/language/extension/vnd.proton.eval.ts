import type { Extension } from '../definition.ts';

const rfc = 'Proton Mail';

export const vndProtonEval: Extension = {
  capability: 'vnd.proton.eval',
  doc: 'Calculates with numbers.',
  rfc,
  needs: ['variables'],
  modifiers: [
    { name: 'eval', precedence: 50, doc: 'Stores the result of the calculation + - * /.', rfc },
  ],
};
