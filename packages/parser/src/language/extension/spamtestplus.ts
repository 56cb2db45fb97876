import type { Extension } from '../definition.ts';

export const spamtestplus: Extension = {
  capability: 'spamtestplus',
  doc: 'Lets `spamtest` take percentages.',
  rfc: 'RFC 5235 section 3.3',
  implies: ['spamtest'],
};
