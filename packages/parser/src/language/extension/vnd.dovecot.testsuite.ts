import type { CommandDefinition, Extension, Parameter, TestDefinition } from '../definition.ts';

const rfc = 'Dovecot Pigeonhole';

function text(name: string): Parameter {
  return { name, type: 'string' };
}

const index = {
  name: 'index',
  value: { name: 'number', type: 'number', minimum: 1 },
  doc: 'Looks at this one alone, counted from 1.',
  rfc,
} as const;

const source = [
  { name: 'smtp', group: 'source', doc: 'One that was sent.', rfc },
  {
    name: 'folder',
    group: 'source',
    value: text('folder'),
    doc: 'One that was stored there.',
    rfc,
  },
] as const;

const commands: readonly Omit<CommandDefinition, 'kind' | 'rfc'>[] = [
  { name: 'test', doc: 'One case.', parameters: [text('name')], block: true },
  { name: 'test_fail', doc: 'Fails the case.', parameters: [text('reason')] },
  {
    name: 'test_set',
    doc: 'Sets the message, or a part of the envelope.',
    parameters: [text('field'), text('value')],
  },
  {
    name: 'test_config_set',
    doc: 'Changes a setting of the server.',
    parameters: [text('setting'), text('value')],
  },
  {
    name: 'test_config_unset',
    doc: 'Takes a setting of the server back.',
    parameters: [text('setting')],
  },
  {
    name: 'test_config_reload',
    doc: 'Makes the changed settings count.',
    tags: [{ name: 'extension', value: text('extension'), doc: 'For this one alone.', rfc }],
  },
  {
    name: 'test_message',
    doc: 'Takes a message that was sent or stored as the current one.',
    tags: source,
    parameters: [{ name: 'number', type: 'number' }],
  },
  { name: 'test_message_print', doc: 'Prints the current message.' },
  { name: 'test_result_reset', doc: 'Forgets the actions so far.' },
  { name: 'test_result_print', doc: 'Prints the actions so far.' },
  { name: 'test_binary_load', doc: 'Loads a compiled script.', parameters: [text('file')] },
  { name: 'test_binary_save', doc: 'Saves the compiled script.', parameters: [text('file')] },
  { name: 'test_mailbox_create', doc: 'Creates a mailbox.', parameters: [text('mailbox')] },
  { name: 'test_mailbox_delete', doc: 'Deletes a mailbox.', parameters: [text('mailbox')] },
  {
    name: 'test_imap_metadata_set',
    doc: 'Gives a mailbox, or the server, an annotation.',
    tags: [{ name: 'mailbox', value: text('mailbox'), doc: 'The mailbox.', rfc }],
    parameters: [text('annotation'), text('value')],
  },
];

const tests: readonly Omit<TestDefinition, 'rfc'>[] = [
  {
    name: 'test_script_compile',
    doc: 'True when the script compiles.',
    parameters: [text('file')],
  },
  {
    name: 'test_script_run',
    doc: 'Runs the compiled script; true when that goes well.',
    tags: [{ name: 'append_result', doc: 'Keeps the actions so far.', rfc }],
  },
  {
    name: 'test_multiscript',
    doc: 'Runs several scripts in order; true when that goes well.',
    parameters: [{ name: 'files', type: 'string-list' }],
  },
  {
    name: 'test_error',
    doc: 'Compares the errors of the last script.',
    uses: ['comparator', 'match-type'],
    tags: [index],
    parameters: [{ name: 'keys', type: 'string-list', kind: 'match-key' }],
  },
  {
    name: 'test_result_action',
    doc: 'Compares the names of the actions so far.',
    uses: ['comparator', 'match-type'],
    tags: [index],
    parameters: [{ name: 'keys', type: 'string-list', kind: 'match-key' }],
  },
  {
    name: 'test_message',
    doc: 'True when there is such a message.',
    tags: source,
    parameters: [{ name: 'number', type: 'number' }],
  },
  { name: 'test_result_execute', doc: 'Executes the actions; true when that goes well.' },
];

export const vndDovecotTestsuite: Extension = {
  capability: 'vnd.dovecot.testsuite',
  doc: 'Tests of scripts, for a test program: mail servers do not have it.',
  rfc,
  commands: commands.map((command) => ({ kind: 'action', rfc, ...command })),
  tests: tests.map((test) => ({ rfc, ...test })),
};

/** The same by another name. */
export const vndStalwartTestsuite: Extension = {
  capability: 'vnd.stalwart.testsuite',
  doc: 'Tests of scripts, under the name that Stalwart gives them.',
  rfc: 'Stalwart',
  implies: ['vnd.dovecot.testsuite'],
};
