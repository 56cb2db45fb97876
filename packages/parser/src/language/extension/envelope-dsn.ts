import type { Extension } from '../definition.ts';

export const envelopeDsn: Extension = {
  capability: 'envelope-dsn',
  doc: 'Tests the delivery status options of SMTP.',
  rfc: 'RFC 6009 section 2',
  envelopeParts: ['notify', 'orcpt', 'ret', 'envid'],
};
