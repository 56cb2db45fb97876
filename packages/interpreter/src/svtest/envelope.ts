import { formatAddress, readAddresses } from '../message/address.ts';
import type { Message } from '../message/message.ts';
import { decodeUtf8 } from '../message/octets.ts';
import type { Envelope } from '../run/option.ts';

/** The envelope of a message for which a test file gives none: what its header shows, as there. */
export function envelopeOf(message: Message): Envelope {
  const to = firstAddress(message, ['envelope-to', 'to']) ?? 'recipient@example.com';
  return {
    from: firstAddress(message, ['return-path', 'sender', 'from']) ?? 'sender@example.com',
    to,
    originalTo: to,
  };
}

function firstAddress({ header }: Message, names: readonly string[]): string | null {
  for (const name of names) {
    const [address] = readAddresses(header.first(name)?.unfolded ?? '');
    if (address !== undefined) return decodeUtf8(formatAddress(address));
  }
  return null;
}
