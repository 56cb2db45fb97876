import type { Extension } from '../definition.ts';

export const enotify: Extension = {
  capability: 'enotify',
  doc: 'Sends notifications about mail.',
  rfc: 'RFC 5435',
  commands: [
    {
      name: 'notify',
      kind: 'action',
      doc: 'Sends a notification.',
      rfc: 'RFC 5435 section 3',
      tags: [
        {
          name: 'from',
          value: { name: 'address', type: 'string', kind: 'address' },
          doc: 'Who sends the notification.',
          rfc: 'RFC 5435 section 3.3',
        },
        {
          name: 'importance',
          value: { name: 'importance', type: 'string', kind: 'importance' },
          doc: '"1" high, "2" normal, "3" low.',
          rfc: 'RFC 5435 section 3.4',
        },
        {
          name: 'options',
          value: { name: 'options', type: 'string-list', kind: 'notify-option' },
          doc: 'Options of the method, as "name=value".',
          rfc: 'RFC 5435 section 3.5',
        },
        {
          name: 'message',
          value: { name: 'message', type: 'string' },
          doc: 'The text of the notification.',
          rfc: 'RFC 5435 section 3.6',
        },
      ],
      parameters: [{ name: 'method', type: 'string', kind: 'notify-method' }],
    },
  ],
  tests: [
    {
      name: 'valid_notify_method',
      doc: 'True when the server can notify by all of these methods.',
      rfc: 'RFC 5435 section 4',
      parameters: [{ name: 'notification uris', type: 'string-list' }],
    },
    {
      name: 'notify_method_capability',
      doc: 'Compares what is known about a method, such as whether the receiver is online.',
      rfc: 'RFC 5435 section 5',
      uses: ['comparator', 'match-type'],
      parameters: [
        { name: 'notification uri', type: 'string' },
        { name: 'notification capability', type: 'string' },
        { name: 'keys', type: 'string-list', kind: 'match-key' },
      ],
    },
  ],
  modifiers: [
    {
      name: 'encodeurl',
      precedence: 15,
      doc: 'Percent-encodes the value for a URI.',
      rfc: 'RFC 5435 section 6',
    },
  ],
};
