import type { Extension } from '../definition.ts';

export const reject: Extension = {
  capability: 'reject',
  doc: 'Refuses a message with a reason.',
  rfc: 'RFC 5429',
  commands: [
    {
      name: 'reject',
      kind: 'action',
      doc: 'Refuses the message; the sender gets the reason.',
      rfc: 'RFC 5429 section 2.2',
      parameters: [{ name: 'reason', type: 'string' }],
    },
  ],
};
