import type { Extension } from '../definition.ts';

export const spamtestplus = {
  capability: 'spamtestplus',
  doc: 'Lets `spamtest` take percentages.',
  rfc: 'RFC 5235 section 3.3',
  implies: ['spamtest'],
} as const satisfies Extension;
