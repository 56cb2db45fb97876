import type { Extension } from '../definition.ts';

export const vndDovecotEnvironment: Extension = {
  capability: 'vnd.dovecot.environment',
  doc: 'Adds Dovecot’s settings to the environment and, with variables, to strings in the namespace env.',
  rfc: 'Dovecot Pigeonhole environment',
  implies: ['environment'],
  namespaces: [{ name: 'env', writable: false }],
};
