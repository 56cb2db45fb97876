import type { StringKind } from '../language/definition.ts';
import { comparators, envelopeParts } from '../language/registry.ts';

/** A string that is well known in its place. */
export interface KnownValue {
  readonly value: string;
  readonly doc: string;
  /** Capability that it needs; empty for none. */
  readonly capability: string;
}

const headers: readonly KnownValue[] = values({
  Subject: 'What the message is about.',
  'List-Id': 'The mailing list that sent the message (RFC 2919).',
  'List-Unsubscribe': 'How to leave the mailing list (RFC 2369).',
  'Auto-Submitted': 'Anything but "no": a program sent the message (RFC 3834).',
  'Authentication-Results': 'What the server found out about the sender (RFC 8601).',
  'Content-Type': 'What the message consists of (RFC 2045).',
  Date: 'When the message was written.',
  Importance: 'How important the sender finds it: high, normal or low.',
  'Message-ID': 'The name of the message, unlike that of any other.',
  Precedence: 'bulk, list or junk for mass mail.',
  Received: 'The servers that the message passed.',
  References: 'The messages of the thread before this one.',
  'Return-Path': 'Where complaints about delivery go.',
  'User-Agent': 'The program that wrote the message.',
  'X-Priority': 'How urgent the sender finds it, 1 to 5.',
  'X-Spam-Flag': 'YES where a spam filter on the way said so.',
  'X-Spam-Score': 'What a spam filter on the way counted.',
  'X-Spam-Status': 'What a spam filter on the way found.',
});
const addressHeaders: readonly KnownValue[] = values({
  From: 'Who wrote the message.',
  To: 'To whom it is written.',
  Cc: 'Who gets a copy.',
  Bcc: 'Who gets a copy unseen by the others.',
  Sender: 'Who sent it for the author.',
  'Reply-To': 'Where answers go.',
  'Delivered-To': 'The mailbox that it was delivered to.',
  'Resent-From': 'Who sent it on.',
  'Resent-To': 'To whom it was sent on.',
  'X-Original-To': 'The address that it was sent to, before aliases.',
});

const byKind: Partial<Record<StringKind, readonly KnownValue[]>> = {
  'address-header': addressHeaders,
  'header-name': [...addressHeaders, ...headers],
  'header-field': [...addressHeaders, ...headers],
  'deleted-field': [...addressHeaders, ...headers],
  'date-part': values({
    year: 'Four digits (RFC 5260 section 4.2).',
    month: '"01" to "12" (RFC 5260 section 4.2).',
    day: '"01" to "31" (RFC 5260 section 4.2).',
    date: 'The date as yyyy-mm-dd (RFC 5260 section 4.2).',
    julian: 'The Modified Julian Day (RFC 5260 section 4.2).',
    hour: '"00" to "23" (RFC 5260 section 4.2).',
    minute: '"00" to "59" (RFC 5260 section 4.2).',
    second: '"00" to "60" (RFC 5260 section 4.2).',
    time: 'The time as hh:mm:ss (RFC 5260 section 4.2).',
    iso8601: 'Date and time as RFC 3339 writes them (RFC 5260 section 4.2).',
    std11: 'Date and time as mail headers have them (RFC 5260 section 4.2).',
    zone: 'The offset from UTC as +hhmm (RFC 5260 section 4.2).',
    weekday: '"0" for Sunday to "6" for Saturday (RFC 5260 section 4.2).',
  }),
  'flag-list': values({
    '\\Seen': 'The message is read.',
    '\\Flagged': 'The message is marked as important.',
    '\\Answered': 'The message is answered.',
    '\\Draft': 'The message is not finished.',
    '\\Deleted': 'The message goes away at the next expunge.',
    $Junk: 'The user says it is spam.',
    $NotJunk: 'The user says it is no spam.',
    $Forwarded: 'The message was sent on.',
    $MDNSent: 'The sender was told that it is read.',
    $Important: 'The message is likely important (RFC 8457).',
  }),
  relation: values({
    gt: 'Greater than (RFC 5231).',
    ge: 'Greater than or equal (RFC 5231).',
    lt: 'Less than (RFC 5231).',
    le: 'Less than or equal (RFC 5231).',
    eq: 'Equal (RFC 5231).',
    ne: 'Not equal (RFC 5231).',
  }),
  'special-use': values({
    '\\Archive': 'Messages to keep (RFC 6154).',
    '\\Drafts': 'Messages that are not sent yet (RFC 6154).',
    '\\Flagged': 'Messages that are marked (RFC 6154).',
    '\\Junk': 'Spam (RFC 6154).',
    '\\Sent': 'Messages that were sent (RFC 6154).',
    '\\Trash': 'Messages that were deleted (RFC 6154).',
  }),
  'environment-item': [
    ...values({
      domain: 'The domain of the server (RFC 5183 section 4.1).',
      host: 'The name of the server (RFC 5183 section 4.1).',
      location: '"MTA", "MDA" or "MUA": where the script runs (RFC 5183 section 4.1).',
      name: 'The program that runs the script (RFC 5183 section 4.1).',
      phase: '"pre", "during" or "post" delivery (RFC 5183 section 4.1).',
      'remote-host': 'The name of the client that sent the message (RFC 5183 section 4.1).',
      'remote-ip': 'The address of the client that sent the message (RFC 5183 section 4.1).',
      version: 'The version of the program that runs the script (RFC 5183 section 4.1).',
    }),
    ...values(
      {
        'imap.cause': '"APPEND", "COPY" or "FLAG" (RFC 6785 section 4.7).',
        'imap.changedflags': 'The flags that changed (RFC 6785 section 4.7).',
        'imap.email': 'The address of the user (RFC 6785 section 4.7).',
        'imap.mailbox': 'The mailbox of the event (RFC 6785 section 4.7).',
        'imap.user': 'The name of the user (RFC 6785 section 4.7).',
      },
      'imapsieve',
    ),
    ...values(
      {
        'vnd.dovecot.mailbox-from': 'The mailbox that the message comes from.',
        'vnd.dovecot.mailbox-to': 'The mailbox that the message goes to.',
      },
      'vnd.dovecot.imapsieve',
    ),
    ...values(
      {
        'vnd.dovecot.default-mailbox': 'The mailbox that keep files into.',
        'vnd.dovecot.username': 'The name of the user.',
      },
      'vnd.dovecot.environment',
    ),
  ],
  'deliver-mode': values({ notify: 'Delivers late, and tells.', return: 'Gives up.' }),
  'dsn-notify': values({
    NEVER: 'Tells of nothing.',
    SUCCESS: 'Tells when it is delivered.',
    FAILURE: 'Tells when it cannot be delivered.',
    DELAY: 'Tells when it takes long.',
  }),
  'dsn-return': values({ FULL: 'The whole message.', HDRS: 'Its header alone.' }),
  weekday: values({
    '0': 'Sunday.',
    '1': 'Monday.',
    '2': 'Tuesday.',
    '3': 'Wednesday.',
    '4': 'Thursday.',
    '5': 'Friday.',
    '6': 'Saturday.',
  }),
  'time-unit': values({ day: '', minute: '', second: '' }),
  importance: values({ '1': 'High.', '2': 'Normal.', '3': 'Low.' }),
  'feedback-type': values({ abuse: 'Spam or other abuse.', 'not-spam': 'Wrongly taken for spam.' }),
  mailbox: values({ INBOX: 'The main mailbox.' }),
  comparator: [...comparators.values()].map(({ definition, capability }) => ({
    value: definition.name,
    doc: definition.substring ? '' : 'Cannot look for parts: no :contains and :matches.',
    capability: capability || `comparator-${definition.name}`,
  })),
  'envelope-part': [...envelopeParts.values()].map(({ definition, capability }) => ({
    value: definition.name,
    doc: '',
    capability,
  })),
};

/** The strings that are well known for a kind of string; none for most kinds. */
export function knownValues(kind: StringKind): readonly KnownValue[] {
  return byKind[kind] ?? [];
}

function values(table: Readonly<Record<string, string>>, capability = ''): KnownValue[] {
  return Object.entries(table).map(([value, doc]) => ({ value, doc, capability }));
}
