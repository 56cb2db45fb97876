/** The words of sentences about rules; another language gives another table. */
export interface SentenceMessages {
  readonly rule: (condition: string, actions: string) => string;
  readonly always: (actions: string) => string;
  readonly otherwise: (actions: string) => string;
  readonly and: (parts: readonly string[]) => string;
  readonly or: (parts: readonly string[]) => string;
  readonly not: (condition: string) => string;
  readonly nothing: string;
  /** What the form does not know. */
  readonly code: string;
  readonly subject: string;
  readonly sender: string;
  readonly recipient: string;
  readonly header: (name: string) => string;
  readonly part: (part: 'localpart' | 'domain' | 'user' | 'detail', of: string) => string;
  readonly envelope: (part: string) => string;
  readonly body: string;
  readonly flags: string;
  readonly date: (part: string, of: string | null) => string;
  readonly compare: (match: string, what: string, values: string, not: boolean) => string;
  readonly exists: (names: string, not: boolean) => string;
  readonly size: (over: boolean, size: string) => string;
  readonly duplicate: string;
  readonly spam: (match: string, value: string) => string;
  readonly virus: (match: string, value: string) => string;
  readonly mailboxExists: (names: string) => string;
  /** Uses of mailboxes (RFC 8579), without their backslash. */
  readonly useExists: (uses: string) => string;
  /** A text with variables that is compared. */
  readonly text: (value: string) => string;
  readonly never: string;
  readonly anyMessage: string;
  readonly fileinto: (mailbox: string, copy: boolean) => string;
  readonly redirect: (address: string, copy: boolean) => string;
  readonly keep: string;
  readonly discard: string;
  readonly reject: string;
  readonly stop: string;
  readonly vacation: string;
  readonly notify: string;
  readonly mark: (flags: string, off: boolean) => string;
  readonly addHeader: (name: string) => string;
  readonly deleteHeader: (name: string) => string;
  readonly include: (name: string) => string;
  readonly set: (name: string, value: string) => string;
}

const matches = new Map(
  Object.entries({
    is: 'is',
    contains: 'contains',
    matches: 'matches',
    regex: 'matches the pattern',
    list: 'is in the list',
    eq: 'is',
    ne: 'is not',
    gt: 'is greater than',
    ge: 'is at least',
    lt: 'is less than',
    le: 'is at most',
  }),
);

const negations = new Map(
  Object.entries({
    is: 'is not',
    contains: 'does not contain',
    matches: 'does not match',
    regex: 'does not match the pattern',
    list: 'is not in the list',
    eq: 'is not',
    ne: 'is',
  }),
);

function relation(match: string, not: boolean): string {
  if (!not) return matches.get(match) ?? match;
  return negations.get(match) ?? `is not so that it ${matches.get(match) ?? match}`;
}

const parts = {
  localpart: (of: string) => `the name in ${of}`,
  domain: (of: string) => `the domain of ${of}`,
  user: (of: string) => `the user of ${of}`,
  detail: (of: string) => `the detail of ${of}`,
};

/** “a”, “a and b”, “a, b and c”. */
function join(word: string, items: readonly string[]): string {
  if (items.length < 2) return items[0] ?? '';
  return `${items.slice(0, -1).join(', ')} ${word} ${items.at(-1)}`;
}

export const english: SentenceMessages = {
  rule: (condition, actions) => `if ${condition}, ${actions}`,
  always: (actions) => actions.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase()),
  otherwise: (actions) => `otherwise ${actions}`,
  and: (items) => join('and', items),
  or: (items) => join('or', items),
  not: (condition) => `it is not so that ${condition}`,
  nothing: 'do nothing',
  code: 'Does what its code says',
  subject: 'the subject',
  sender: 'the sender',
  recipient: 'the recipient',
  header: (name) => `the header ${name}`,
  part: (part, of) => parts[part](of),
  envelope: (part) => `the envelope ${part}`,
  body: 'the body',
  flags: 'a flag',
  date: (part, of) => (of === null ? `the ${part} of today` : `the ${part} of ${of}`),
  compare: (match, what, values, not) => `${what} ${relation(match, not)} ${values}`,
  exists: (names, not) => `there is ${not ? 'no' : 'a'} header ${names}`,
  size: (over, size) => `the message is ${over ? 'larger' : 'smaller'} than ${size}`,
  duplicate: 'the message came before',
  spam: (match, value) => `the spam score ${matches.get(match) ?? match} ${value}`,
  virus: (match, value) => `the virus score ${matches.get(match) ?? match} ${value}`,
  useExists: (uses) => `there is a folder for ${uses}`,
  text: (value) => `the text ${value}`,
  mailboxExists: (names) => `there is a folder ${names}`,
  never: 'never',
  anyMessage: 'a message comes',
  fileinto: (mailbox, copy) => (copy ? `keep a copy in ${mailbox}` : `move it to ${mailbox}`),
  redirect: (address, copy) => (copy ? `send a copy to ${address}` : `forward it to ${address}`),
  keep: 'keep it',
  discard: 'delete it',
  reject: 'refuse it',
  stop: 'stop',
  vacation: 'send an automatic reply',
  notify: 'send a notice',
  mark: (flags, off) => (off ? `take the mark ${flags} off` : `mark it ${flags}`),
  addHeader: (name) => `add the header ${name}`,
  deleteHeader: (name) => `remove the header ${name}`,
  include: (name) => `run the script ${name}`,
  set: (name, value) => `remember ${value} as ${name}`,
};
