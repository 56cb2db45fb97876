import { InterpreterError } from '../error.ts';
import { limits } from '../limits.ts';
import { Field, Header, readHeader } from './header.ts';
import { octetsToString } from './octets.ts';
import { type Part, readParts } from './part.ts';

/** A mail (RFC 5322) as it came, whatever is broken in it. */
export interface Message {
  readonly header: Header;
  /** All of it as an octet string: one unit an octet. */
  readonly octets: string;
  /** Offset at which the body starts. */
  readonly body: number;
  /** Octets, as `size` compares them. */
  readonly size: number;
  /** The MIME entity that the message is (RFC 2045). */
  readonly root: Part;
}

/**
 * Reads a message. Any octets are one: what is no header is left out.
 *
 * @throws {InterpreterError} `limit` where it is larger than `limits.messageSize`
 */
export function readMessage(source: Uint8Array | string): Message {
  const bytes = typeof source === 'string' ? new TextEncoder().encode(source) : source;
  if (bytes.length > limits.messageSize) {
    throw new InterpreterError(
      'limit',
      `The message has ${bytes.length} octets, and ${limits.messageSize} is the most that is read. ` +
        'Try a smaller one.',
    );
  }
  return messageFrom(octetsToString(bytes));
}

/** A message with another header, as an edited one is stored and sent. */
export function withHeader(message: Message, header: Header): Message {
  if (header === message.header) return message;
  const fields = header.fields.map(({ name, raw }) => `${name}:${raw}\r\n`);
  return messageFrom(`${fields.join('')}\r\n${message.octets.slice(message.body)}`);
}

/** A message with further fields on top, octet strings. */
export function withFields(
  message: Message,
  fields: readonly (readonly [name: string, value: string])[],
): Message {
  const added = fields.map(([name, value]) => new Field(name, ` ${value}`));
  return withHeader(message, new Header([...added, ...message.header.fields]));
}

/** A message from an octet string. */
export function messageFrom(octets: string): Message {
  const { header, body } = readHeader(octets);
  let root: Part | undefined;
  return {
    header,
    octets,
    body,
    size: octets.length,
    get root() {
      // Most scripts never look.
      root ??= readParts(octets, header, body);
      return root;
    },
  };
}
