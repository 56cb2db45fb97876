import type { SentenceMessages } from '@sievekit/parser';

const matches = new Map([
  ['is', 'ist'],
  ['contains', 'enthält'],
  ['matches', 'passt auf'],
  ['regex', 'passt auf das Muster'],
  ['list', 'steht in der Liste'],
  ['eq', 'ist'],
  ['ne', 'ist nicht'],
  ['gt', 'ist größer als'],
  ['ge', 'ist mindestens'],
  ['lt', 'ist kleiner als'],
  ['le', 'ist höchstens'],
]);

const negations = new Map([
  ['is', 'ist nicht'],
  ['contains', 'enthält nicht'],
  ['matches', 'passt nicht auf'],
  ['regex', 'passt nicht auf das Muster'],
  ['list', 'steht nicht in der Liste'],
  ['eq', 'ist nicht'],
  ['ne', 'ist'],
]);

const parts = {
  localpart: (of: string): string => `der Name in ${of}`,
  domain: (of: string): string => `die Domain von ${of}`,
  user: (of: string): string => `der Benutzer in ${of}`,
  detail: (of: string): string => `der Zusatz in ${of}`,
};

function join(word: string, items: readonly string[]): string {
  if (items.length < 2) return items[0] ?? '';
  return `${items.slice(0, -1).join(', ')} ${word} ${items.at(-1)}`;
}

function relation(match: string, not: boolean): string {
  if (!not) return matches.get(match) ?? match;
  return negations.get(match) ?? `nicht: ${matches.get(match) ?? match}`;
}

/** What rules do that the form does not know. */
export const germanSentences: SentenceMessages = {
  rule: (condition, actions) => `wenn ${condition}: ${actions}`,
  always: (actions) => actions.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase()),
  otherwise: (actions) => `sonst ${actions}`,
  and: (items) => join('und', items),
  or: (items) => join('oder', items),
  not: (condition) => `nicht gilt, dass ${condition}`,
  nothing: 'nichts tun',
  code: 'Tut, was sein Code sagt',
  subject: 'der Betreff',
  sender: 'der Absender',
  recipient: 'der Empfänger',
  header: (name) => `die Kopfzeile ${name}`,
  part: (part, of) => parts[part](of),
  envelope: (part) => `der Umschlag (${part})`,
  body: 'der Text',
  flags: 'eine Markierung',
  date: (part, of) => (of === null ? `heute: ${part}` : `${part} von ${of}`),
  compare: (match, what, values, not) => `${what} ${relation(match, not)} ${values}`,
  exists: (names, not) => `es ${not ? 'keine' : 'eine'} Kopfzeile ${names} gibt`,
  size: (over, size) => `die Nachricht ${over ? 'größer' : 'kleiner'} ist als ${size}`,
  duplicate: 'die Nachricht schon einmal kam',
  spam: (match, value) => `die Spam-Bewertung ${matches.get(match) ?? match} ${value}`,
  virus: (match, value) => `die Viren-Bewertung ${matches.get(match) ?? match} ${value}`,
  useExists: (uses) => `es einen Ordner für ${uses} gibt`,
  text: (value) => `die Zeichenfolge ${value}`,
  mailboxExists: (names) => `es den Ordner ${names} gibt`,
  never: 'nie',
  anyMessage: 'eine Nachricht kommt',
  fileinto: (mailbox, copy) =>
    copy ? `Kopie in ${mailbox} behalten` : `in den Ordner ${mailbox} legen`,
  redirect: (address, copy) => (copy ? `Kopie an ${address} senden` : `an ${address} weiterleiten`),
  keep: 'behalten',
  discard: 'löschen',
  reject: 'abweisen',
  stop: 'Schluss',
  vacation: 'automatisch antworten',
  notify: 'benachrichtigen',
  mark: (flags, off) => (off ? `Markierung ${flags} entfernen` : `als ${flags} markieren`),
  addHeader: (name) => `Kopfzeile ${name} hinzufügen`,
  deleteHeader: (name) => `Kopfzeile ${name} entfernen`,
  include: (name) => `Skript ${name} ausführen`,
  set: (name, value) => `${value} als ${name} merken`,
};
