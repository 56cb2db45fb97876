import { formatAddress, readAddresses } from '../message/address.ts';
import type { Header } from '../message/header.ts';
import { encodeUtf8 } from '../message/octets.ts';
import type { Envelope } from './option.ts';
import { defaultSettings, type ServerSettings } from './setting.ts';

const listFields = [
  'list-id',
  'list-owner',
  'list-subscribe',
  'list-post',
  'list-unsubscribe',
  'list-archive',
  'list-help',
];
const recipientFields = ['to', 'cc', 'bcc', 'resent-to', 'resent-cc', 'resent-bcc'];

/** Who is asking for a reply, and who would give it. */
export interface Correspondence {
  readonly envelope: Envelope;
  readonly header: Header;
  /** Further addresses of the user, as octets: `:addresses`. */
  readonly addresses: readonly string[];
  /** Settings of the server; its own unless told. */
  readonly settings?: ServerSettings;
}

/**
 * Why a message gets no vacation reply (RFC 5230 section 4.5 and 4.6, RFC 3834 section 2), as a
 * sentence; null where it gets one.
 */
export function reasonForSilence({
  envelope,
  header,
  addresses,
  settings = defaultSettings,
}: Correspondence): string | null {
  const sender = readAddresses(encodeUtf8(envelope.from ?? ''))[0];
  if (sender === undefined) return 'The message has no sender to reply to.';
  const from = formatAddress(sender);
  const own = ownAddresses(envelope, addresses, settings);
  if (own.has(from.toLowerCase())) return 'The sender is the user.';
  const list = listFields.find((name) => header.first(name) !== undefined);
  if (list !== undefined) return `It comes from a mailing list: it has the field ${list}.`;
  const submitted = header.first('auto-submitted')?.text.toLowerCase();
  if (submitted !== undefined && !submitted.startsWith('no')) {
    return 'A program sent it: Auto-Submitted says so.';
  }
  const suppressed = /\b(?:all|oof)\b/i.test(header.first('x-auto-response-suppress')?.text ?? '');
  if (suppressed) return 'The sender asks for no replies: X-Auto-Response-Suppress says so.';
  const precedence = header.first('precedence')?.text.toLowerCase() ?? '';
  if (['junk', 'bulk', 'list'].includes(precedence)) {
    return `It was sent to many: its precedence is ${precedence}.`;
  }
  if (isSystemName(sender.localPart.toLowerCase())) return `${from} is no person.`;
  if (settings.vacationDontCheckRecipient) return null;
  const addressed = recipientFields
    .flatMap((name) => header.all(name))
    .flatMap((field) => readAddresses(field.unfolded))
    .some((address) => own.has(formatAddress(address).toLowerCase()));
  return addressed ? null : 'None of the addresses of the user is among the recipients.';
}

/** Lower case. */
function ownAddresses(
  envelope: Envelope,
  addresses: readonly string[],
  { userAddress, vacationUseOriginalRecipient }: ServerSettings,
): ReadonlySet<string> {
  const original = vacationUseOriginalRecipient ? (envelope.originalTo ?? '') : '';
  const all = [...[envelope.to ?? '', original, userAddress ?? ''].map(encodeUtf8), ...addresses];
  return new Set(
    all
      .flatMap((text) => readAddresses(text))
      .map((address) => formatAddress(address).toLowerCase()),
  );
}

function isSystemName(name: string): boolean {
  return (
    /^(?:mailer-daemon|listserv|majordomo)$/.test(name) ||
    name.startsWith('owner-') ||
    name.endsWith('-request')
  );
}
