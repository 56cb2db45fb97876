import type { Extension } from '../definition.ts';

const rfc = 'Cyrus IMAP';

export const vndCyrusJmapquery: Extension = {
  capability: 'vnd.cyrus.jmapquery',
  doc: 'Tests messages with a filter of JMAP.',
  rfc,
  tests: [
    {
      name: 'jmapquery',
      doc: 'True when the message passes a filter of JMAP, written in JSON.',
      rfc,
      parameters: [{ name: 'filter', type: 'string' }],
    },
  ],
};

/** Its older name. */
export const xCyrusJmapquery: Extension = {
  capability: 'x-cyrus-jmapquery',
  doc: 'Tests messages with a filter of JMAP.',
  rfc,
  implies: ['vnd.cyrus.jmapquery'],
  replacedBy: 'vnd.cyrus.jmapquery',
};
