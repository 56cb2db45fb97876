import type { Extension } from '../definition.ts';

export const imapsieve: Extension = {
  capability: 'imapsieve',
  doc: 'Runs scripts when a message is stored, copied or flagged over IMAP.',
  rfc: 'RFC 6785',
};
