import type { Extension, Parameter } from '../definition.ts';

const rfc = 'draft-melnikov-sieve-imapflags-03';
const flags = {
  name: 'flags',
  type: 'string-list',
  kind: 'flag-list',
} as const satisfies Parameter;
/** Servers that share the commands with imap4flags take a variable here too. */
const variable = {
  name: 'variable name',
  type: 'string',
  kind: 'variable-name',
  optional: true,
  requires: 'variables',
  constant: true,
} as const satisfies Parameter;

/** The draft that became RFC 5232. */
export const imapflags: Extension = {
  capability: 'imapflags',
  doc: 'Sets IMAP flags, as of a draft that imap4flags replaced.',
  rfc,
  excludes: ['imap4flags'],
  replacedBy: 'imap4flags',
  commands: [
    {
      name: 'setflag',
      kind: 'action',
      doc: 'Replaces the flags that the message will get.',
      rfc,
      parameters: [variable, flags],
    },
    {
      name: 'addflag',
      kind: 'action',
      doc: 'Adds to the flags that the message will get.',
      rfc,
      parameters: [variable, flags],
    },
    {
      name: 'removeflag',
      kind: 'action',
      doc: 'Removes from the flags that the message will get.',
      rfc,
      parameters: [variable, flags],
    },
    { name: 'mark', kind: 'action', doc: 'Gives the message the flag \\Flagged.', rfc },
    { name: 'unmark', kind: 'action', doc: 'Takes the flag \\Flagged from the message.', rfc },
  ],
};
