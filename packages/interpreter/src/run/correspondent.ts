import { formatAddress, readAddresses } from '../message/address.ts';
import type { Header } from '../message/header.ts';
import type { ServerSettings } from './setting.ts';

const senderFields = ['sender', 'resent-from', 'from'];
const recipientFields = ['to', 'cc', 'bcc', 'resent-to', 'resent-cc', 'resent-bcc'];

/**
 * Who gets a reply, as its header says it: the envelope's sender, with the name that the message
 * has for it (RFC 5230 section 5.3). All are octet strings.
 */
export function replyTo(header: Header, sender: string, settings: ServerSettings): string {
  const mailboxes = senderFields
    .flatMap((name) => header.all(name))
    .flatMap((field) => mailboxesIn(field.unfolded));
  const lower = sender.toLowerCase();
  const found = settings.vacationIgnoreEnvelope
    ? mailboxes[0]
    : mailboxes.find(({ address }) => address.toLowerCase() === lower);
  return found === undefined ? `<${sender}>` : formatMailbox(found);
}

/** Who replies: the first address of the user to which the message was written, else the first. */
export function replyFrom(header: Header, own: readonly string[]): string {
  const given = own.flatMap((text) => readAddresses(text)).map(formatAddress);
  for (const name of recipientFields) {
    const recipients = new Set(
      header
        .all(name)
        .flatMap((field) => readAddresses(field.unfolded))
        .map((address) => formatAddress(address).toLowerCase()),
    );
    const found = given.find((address) => recipients.has(address.toLowerCase()));
    if (found !== undefined) return `<${found}>`;
  }
  return `<${given[0] ?? ''}>`;
}

interface NamedMailbox {
  readonly address: string;
  /** Empty where it has none. */
  readonly name: string;
}

// Between commas that stand outside of quotes.
const entry = /(?:"(?:[^"\\]|\\.)*"|[^",])+/g;

function mailboxesIn(field: string): NamedMailbox[] {
  return (field.match(entry) ?? []).flatMap((text) =>
    readAddresses(text).map((address) => ({ address: formatAddress(address), name: nameIn(text) })),
  );
}

/** What stands before `<`, without the name of a group; else a comment at the end. */
function nameIn(text: string): string {
  const [, before] = /^([^<]*)<[^<>]*>[\s;]*$/.exec(text) ?? [];
  if (before === undefined) return /\(([^()]*)\)[\s;]*$/.exec(text)?.[1]?.trim() ?? '';
  const words = before
    .replace(/^[^":]*:/, '')
    .replace(/"((?:[^"\\]|\\.)*)"/g, (_, quoted: string) => quoted.replace(/\\(.)/g, '$1'));
  return words.trim().replace(/\s+/g, ' ');
}

/** In quotes where it is more than one word, and no encoded one (RFC 2047). */
function formatMailbox({ address, name }: NamedMailbox): string {
  if (name === '') return `<${address}>`;
  const plain = name.includes('=?') || /^[^\0-\x20"(),.:;<>@[\\\]\x7f]+$/.test(name);
  return `${plain ? name : `"${name.replace(/[\\"]/g, '\\$&')}"`} <${address}>`;
}
