import type { IssuedCertificate } from '../src/authority.ts';
import type { scramHashes } from '../src/sasl/scram-hash.ts';
import { playScram } from './scram-server.ts';
import type { Peer } from './scripted-server.ts';

/**
 * Plays the server of a conversation that `trace` wrote down. What the client says must be what it
 * said then, but for what was left out of the trace and for tags made up at random.
 *
 * @param certificate shown where the trace has TLS
 * @param password with which a login by SCRAM is played; what was said then is not in the trace
 * @throws Error when the client says something else
 */
export async function replay(
  peer: Peer,
  transcript: readonly string[],
  certificate?: IssuedCertificate,
  password = '',
): Promise<void> {
  const tags = new Map<string, string>();
  const lines = transcript[Symbol.iterator]();
  for (const line of lines) {
    const [, side, text = ''] = /^([CS]): (.*)$/s.exec(line) ?? [];
    const scram = scramLogin.exec(text)?.groups;
    if (scram !== undefined) await playLogin(peer, scram.scheme as Scheme, lines, password);
    else if (side === 'C') expectLine(text, await peer.line(), tags);
    else if (side === 'S') peer.send(readServerLine(text, tags));
    else if (line.startsWith('# TLS') && certificate) await peer.startTls(certificate);
  }
}

type Scheme = keyof typeof scramHashes;

const scramLogin = /^AUTHENTICATE "(?<scheme>SCRAM-SHA-\d+)(?:-PLUS)?" /;

/** A login in the place of the one in the trace, up to and with the server's response. */
async function playLogin(
  peer: Peer,
  scheme: Scheme,
  lines: Iterator<string>,
  password: string,
): Promise<void> {
  let next = lines.next();
  while (!next.done && !/^S: (?:OK|NO)\b/.test(next.value)) next = lines.next();
  const along = String(next.value).includes('(SASL ');
  await playScram(peer, password, { scheme, along });
}

const tag = /sync-[\da-f]{12}/;

function expectLine(text: string, line: string | null, tags: Map<string, string>): void {
  if (line === null) throw new Error(`The client has gone; it should say ${text}.`);
  const [old] = tag.exec(text) ?? [];
  const [fresh] = tag.exec(line) ?? [];
  if (old !== undefined && fresh !== undefined) tags.set(old, fresh);
  const expected = toOctets(text).toString('latin1');
  const [start = '', end] = expected.split('<redacted>');
  const same =
    end === undefined
      ? line === (old === undefined ? expected : expected.replace(old, fresh ?? ''))
      : line.startsWith(start) && line.endsWith(end);
  if (!same) throw new Error(`The client says ${line} in the place of ${text}.`);
}

function readServerLine(text: string, tags: ReadonlyMap<string, string>): Buffer {
  const known = text
    .replace('"<redacted>"', '""')
    .replace(tag, (found) => tags.get(found) ?? found);
  const whole = !/(?<!\\)(?:\\\\)*\\$/.test(known);
  return Buffer.concat([
    toOctets(whole ? known : known.slice(0, -1)),
    Buffer.from(whole ? '\r\n' : ''),
  ]);
}

/** The octets that a line of a trace stands for. */
function toOctets(text: string): Buffer {
  const pieces = text.split(/(\\\\|\\x[\da-f]{2}|\\u[\da-f]{4})/);
  return Buffer.concat(
    pieces.map((piece, index) => {
      if (index % 2 === 0) return Buffer.from(piece);
      if (piece === '\\\\') return Buffer.from('\\');
      const code = Number.parseInt(piece.slice(2), 16);
      return piece[1] === 'x' ? Buffer.from([code]) : Buffer.from(String.fromCharCode(code));
    }),
  );
}
