import { type Envelope, type Message, readAddresses } from '@sievekit/interpreter';

/** What the command line says of the envelope. */
export interface EnvelopeOptions {
  readonly envelopeFrom?: string;
  readonly envelopeTo?: string;
  readonly envelopeAuth?: string;
}

/** The envelope as the options give it, else as the header of a delivered mail shows it. */
export function readEnvelope(message: Message, options: EnvelopeOptions): Envelope {
  const from = options.envelopeFrom ?? firstAddress(message, ['return-path', 'sender', 'from']);
  const to = options.envelopeTo ?? firstAddress(message, ['delivered-to', 'x-original-to', 'to']);
  return {
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
    ...(options.envelopeAuth !== undefined && { auth: options.envelopeAuth }),
  };
}

function firstAddress({ header }: Message, names: readonly string[]): string | undefined {
  for (const name of names) {
    const field = header.first(name)?.unfolded ?? '';
    const [found] = readAddresses(field);
    if (found !== undefined) return `${found.localPart}@${found.domain}`;
  }
  return undefined;
}
