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
  const mailboxes = mailboxesIn(header, senderFields);
  const first = settings.vacationIgnoreEnvelope ? mailboxes[0] : undefined;
  return first?.text ?? findMailbox(mailboxes, sender) ?? `<${sender}>`;
}

/** Who replies: the recipient, with the name that the message has for it. */
export function replyFrom(header: Header, recipient: string): string {
  return findMailbox(mailboxesIn(header, recipientFields), recipient) ?? `<${recipient}>`;
}

interface NamedMailbox {
  readonly address: string;
  /** As the field writes it, name included. */
  readonly text: string;
}

function findMailbox(mailboxes: readonly NamedMailbox[], wanted: string): string | undefined {
  const lower = wanted.toLowerCase();
  return mailboxes.find(({ address }) => address.toLowerCase() === lower)?.text;
}

// Between commas that stand outside of quotes, comments and groups: what is more than a name and an
// address is not taken over.
const entry = /(?:"(?:[^"\\]|\\.)*"|[^",])+/g;

function mailboxesIn(header: Header, names: readonly string[]): NamedMailbox[] {
  return names
    .flatMap((name) => header.all(name))
    .flatMap((field) => field.unfolded.match(entry) ?? [])
    .flatMap((text) => {
      const [address, another] = readAddresses(text);
      if (address === undefined || another !== undefined) return [];
      const plain = formatAddress(address);
      const named = /^[^<>:;()]*<[^<>]+>$/.test(text.trim());
      return [{ address: plain, text: named ? text.trim() : `<${plain}>` }];
    });
}
