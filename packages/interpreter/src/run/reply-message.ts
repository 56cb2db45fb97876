import { datePart } from '../message/date.ts';
import type { Header } from '../message/header.ts';
import { encodeUtf8 } from '../message/octets.ts';
import type { ServerSettings } from './setting.ts';

/** What goes into a reply. Texts are octet strings. */
export interface Reply {
  /** Mailboxes as a header has them: with a name, or `<local@domain>`. */
  readonly to: string;
  readonly from: string;
  readonly subject: string;
  /** The text; with `mime` a MIME entity with its own header (RFC 5230 section 4.4). */
  readonly reason: string;
  readonly mime: boolean;
  /** Header of the message that is replied to. */
  readonly original: Header;
  readonly time: Date;
  /** Minutes east of UTC. */
  readonly zone: number;
}

/** A vacation reply as a message (RFC 3834 section 3, RFC 5230 section 5), an octet string. */
export function formatReply(reply: Reply): string {
  const { original, time, zone } = reply;
  const date = datePart({ time: time.getTime(), offset: zone }, 'std11') ?? '';
  const id = original.first('message-id')?.unfolded;
  const references =
    original.first('references')?.unfolded ?? original.first('in-reply-to')?.unfolded;
  const fields = [
    `Date: ${date}`,
    `From: ${reply.from}`,
    `To: ${reply.to}`,
    `Subject: ${encodeWords(reply.subject)}`,
    ...(id === undefined ? [] : [`In-Reply-To: ${id}`]),
    ...(id === undefined
      ? []
      : [`References: ${references === undefined ? '' : `${references} `}${id}`]),
    'Auto-Submitted: auto-replied (vacation)',
    'Precedence: bulk',
    'X-Auto-Response-Suppress: All',
    'MIME-Version: 1.0',
  ];
  const lines = reply.reason.replace(/\r?\n/g, '\r\n');
  if (reply.mime) return `${fields.join('\r\n')}\r\n${lines}\r\n`;
  const type = ['Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: 8bit'];
  return `${[...fields, ...type].join('\r\n')}\r\n\r\n${lines}\r\n`;
}

/** What is no US-ASCII as encoded words (RFC 2047), each of whole characters. */
export function encodeWords(octets: string): string {
  const line = octets.replace(/[\r\n]+/g, ' ');
  if (!/[\x80-\xff]/.test(line)) return line;
  const words: string[] = [];
  let word = '';
  for (const character of line.match(/[\0-\x7f\xc0-\xff][\x80-\xbf]*/g) ?? []) {
    if (word.length + character.length > 45) {
      words.push(word);
      word = '';
    }
    word += character;
  }
  return [...words, word].map((part) => `=?utf-8?B?${btoa(part)}?=`).join('\r\n ');
}

/** The subject of a reply where the script gives none (RFC 5230 section 4.3). */
export function defaultSubject(original: Header, settings: ServerSettings): string {
  const subject = original.first('subject')?.text ?? '';
  if (subject === '') return encodeUtf8(settings.vacationDefaultSubject);
  return encodeUtf8(settings.vacationSubjectTemplate).replaceAll(
    /%\$|%\{subject\}/g,
    () => subject,
  );
}
