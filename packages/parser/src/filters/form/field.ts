/** How one property of a form is written as arguments of a command or test. */
export type Field =
  | {
      /** A match type, its relation, and a comparator. */
      readonly kind: 'comparison';
      /** Whether it may be left out; else it is `is`. */
      readonly optional?: true;
    }
  | {
      /** One of several tags, whose name is the value of the property. */
      readonly kind: 'choice';
      readonly name: string;
      readonly tags: readonly string[];
      /** What it is without a tag; absent: a tag must be there, null: it may be missing. */
      readonly otherwise?: string | null;
    }
  | {
      /** A tag without a value. */
      readonly kind: 'mark';
      readonly name: string;
      readonly tag: string;
      readonly needs?: string;
    }
  | {
      /** A tag with a value. */
      readonly kind: 'tag';
      readonly name: string;
      readonly tag: string;
      readonly value: ValueKind;
      readonly needs?: string;
    }
  | {
      readonly kind: 'positional';
      readonly name: string;
      readonly value: ValueKind;
      /** The last one alone may be. */
      readonly optional?: true;
    };

export type ValueKind = 'string' | 'strings' | 'number';

/** A command or test that the form knows. */
export interface Entry {
  /** The capability that it needs; empty where every script has it. */
  readonly needs: string;
  /** In the order in which they are written. */
  readonly fields: readonly Field[];
}

const comparison: Field = { kind: 'comparison' };
const addressPart: Field = {
  kind: 'choice',
  name: 'part',
  tags: ['all', 'localpart', 'domain', 'user', 'detail'],
  otherwise: 'all',
};
const index: readonly Field[] = [
  { kind: 'tag', name: 'index', tag: 'index', value: 'number', needs: 'index' },
  { kind: 'mark', name: 'last', tag: 'last', needs: 'index' },
];
const zone: Field = { kind: 'tag', name: 'zone', tag: 'zone', value: 'string' };
const flags: Field = {
  kind: 'tag',
  name: 'flags',
  tag: 'flags',
  value: 'strings',
  needs: 'imap4flags',
};
const create: Field = { kind: 'mark', name: 'create', tag: 'create', needs: 'mailbox' };
const copy: Field = { kind: 'mark', name: 'copy', tag: 'copy', needs: 'copy' };

function positional(name: string, value: ValueKind): Field {
  return { kind: 'positional', name, value };
}

function optional(name: string, value: ValueKind, needs = ''): Field {
  const tag = name.toLowerCase();
  return needs === ''
    ? { kind: 'tag', name, tag, value }
    : { kind: 'tag', name, tag, value, needs };
}

function entry(needs: string, ...fields: readonly Field[]): Entry {
  return { needs, fields };
}

const headers = positional('headers', 'strings');
const keys = positional('keys', 'strings');

/** The tests that the form knows, by name. */
export const testEntries: ReadonlyMap<string, Entry> = new Map([
  ['true', entry('')],
  ['false', entry('')],
  ['header', entry('', ...index, comparison, headers, keys)],
  ['address', entry('', ...index, comparison, addressPart, headers, keys)],
  ['envelope', entry('envelope', comparison, addressPart, positional('fields', 'strings'), keys)],
  [
    'size',
    entry(
      '',
      { kind: 'choice', name: 'relation', tags: ['over', 'under'] },
      positional('bytes', 'number'),
    ),
  ],
  [
    'body',
    entry(
      'body',
      comparison,
      { kind: 'choice', name: 'transform', tags: ['text', 'raw', 'content'], otherwise: 'text' },
      keys,
    ),
  ],
  [
    'date',
    entry(
      'date',
      ...index,
      zone,
      { kind: 'mark', name: 'originalZone', tag: 'originalzone' },
      comparison,
      positional('header', 'string'),
      positional('datePart', 'string'),
      keys,
    ),
  ],
  ['currentdate', entry('date', zone, comparison, positional('datePart', 'string'), keys)],
  ['exists', entry('', headers)],
  ['hasflag', entry('imap4flags', comparison, positional('flags', 'strings'))],
  [
    'duplicate',
    entry(
      'duplicate',
      optional('handle', 'string'),
      optional('header', 'string'),
      optional('uniqueId', 'string'),
      optional('seconds', 'number'),
      { kind: 'mark', name: 'last', tag: 'last' },
    ),
  ],
  [
    'spamtest',
    entry(
      'spamtest',
      { kind: 'mark', name: 'percent', tag: 'percent', needs: 'spamtestplus' },
      comparison,
      positional('value', 'string'),
    ),
  ],
  ['virustest', entry('virustest', comparison, positional('value', 'string'))],
  ['mailboxexists', entry('mailbox', positional('mailboxes', 'strings'))],
  ['specialuse_exists', entry('special-use', positional('uses', 'strings'))],
]);

const flagList = entry('imap4flags', positional('flags', 'strings'));

/** The actions that the form knows, by name. */
export const actionEntries: ReadonlyMap<string, Entry> = new Map([
  [
    'fileinto',
    entry(
      'fileinto',
      copy,
      create,
      optional('specialUse', 'string', 'special-use'),
      flags,
      positional('mailbox', 'string'),
    ),
  ],
  ['redirect', entry('', copy, positional('address', 'string'))],
  ['discard', entry('')],
  ['stop', entry('')],
  ['keep', entry('', flags)],
  ['reject', entry('reject', positional('reason', 'string'))],
  ['ereject', entry('ereject', positional('reason', 'string'))],
  ['setflag', flagList],
  ['addflag', flagList],
  ['removeflag', flagList],
  [
    'vacation',
    entry(
      'vacation',
      optional('days', 'number'),
      optional('seconds', 'number', 'vacation-seconds'),
      optional('subject', 'string'),
      optional('from', 'string'),
      optional('addresses', 'strings'),
      { kind: 'mark', name: 'mime', tag: 'mime' },
      optional('handle', 'string'),
      optional('fcc', 'string', 'fcc'),
      create,
      flags,
      positional('reason', 'string'),
    ),
  ],
  [
    'notify',
    entry(
      'enotify',
      optional('from', 'string'),
      optional('importance', 'string'),
      optional('options', 'strings'),
      optional('message', 'string'),
      positional('method', 'string'),
    ),
  ],
  [
    'addheader',
    entry(
      'editheader',
      { kind: 'mark', name: 'last', tag: 'last' },
      positional('name', 'string'),
      positional('value', 'string'),
    ),
  ],
  [
    'deleteheader',
    entry(
      'editheader',
      optional('index', 'number'),
      { kind: 'mark', name: 'last', tag: 'last' },
      { kind: 'comparison', optional: true },
      positional('name', 'string'),
      { kind: 'positional', name: 'values', value: 'strings', optional: true },
    ),
  ],
  [
    'include',
    entry(
      'include',
      { kind: 'choice', name: 'location', tags: ['personal', 'global'], otherwise: null },
      { kind: 'mark', name: 'once', tag: 'once' },
      { kind: 'mark', name: 'optional', tag: 'optional' },
      positional('script', 'string'),
    ),
  ],
]);
