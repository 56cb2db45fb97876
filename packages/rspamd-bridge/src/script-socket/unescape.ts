import { BridgeError } from '../error.ts';

const ESCAPE = 0x01;

/** What follows the escape byte, and what it stands for. */
const escaped: ReadonlyMap<number, number> = new Map([
  [0x30, 0x00], // 0
  [0x31, 0x01], // 1
  [0x74, 0x09], // t
  [0x72, 0x0d], // r
  [0x6e, 0x0a], // n
]);

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Decodes one line of the script protocol: undoes Dovecot's tab escapes and reads UTF-8.
 *
 * @throws BridgeError `protocol` for an escape that Dovecot never writes, and for other bytes than UTF-8
 */
export function unescapeLine(line: Buffer): string {
  const bytes = line.includes(ESCAPE) ? unescapeBytes(line) : line;
  try {
    return utf8.decode(bytes);
  } catch (cause) {
    throw new BridgeError('protocol', 'a line is not UTF-8', { cause });
  }
}

function unescapeBytes(line: Buffer): Buffer {
  const bytes = Buffer.alloc(line.length);
  let length = 0;
  for (let at = 0; at < line.length; at += 1) {
    let byte = line[at] as number;
    if (byte === ESCAPE) {
      at += 1;
      const meant = escaped.get(line[at] ?? -1);
      if (meant === undefined) {
        throw new BridgeError(
          'protocol',
          'a line holds byte 0x01 with none of 0, 1, t, r, n after it',
        );
      }
      byte = meant;
    }
    bytes[length] = byte;
    length += 1;
  }
  return bytes.subarray(0, length);
}
