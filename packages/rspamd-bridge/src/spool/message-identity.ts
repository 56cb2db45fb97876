import { createHash } from 'node:crypto';

/** Tells whether two messages are the same mail, fed piece by piece. */
export interface MessageIdentity {
  update(chunk: Buffer): void;
  /** 32 hex digits. Nothing may be fed any more. */
  digest(): string;
}

const MESSAGE_ID = /^message-id:((?:[^\r\n]|\r?\n[ \t])*)/im;
const HEADER_END = /\r?\n\r?\n/;

/**
 * SHA-256 over the Message-ID and the body, so that a mail is known again though a client has
 * uploaded it with other headers. Where there is no Message-ID, or the header is longer than
 * `headerBytes`, over the whole message.
 */
export function createMessageIdentity(headerBytes: number): MessageIdentity {
  const hash = createHash('sha256');
  let header: Buffer | null = Buffer.alloc(0);

  return {
    update(chunk) {
      if (header === null) {
        hash.update(chunk);
        return;
      }
      header = header.length === 0 ? chunk : Buffer.concat([header, chunk]);
      const text = header.toString('latin1'); // one character a byte: the place is the same
      const end = HEADER_END.exec(text);
      if (end === null && header.length <= headerBytes) return;
      const id = end && MESSAGE_ID.exec(text.slice(0, end.index))?.[1]?.replace(/\s+/g, '');
      if (id) hash.update(`${id}\n`).update(header.subarray(end.index + end[0].length));
      else hash.update(header);
      header = null;
    },
    digest() {
      if (header !== null) hash.update(header);
      return hash.digest('hex').slice(0, 32);
    },
  };
}
