import { deriveScramKeys, hmac, scramHashes } from '../src/sasl/scram-hash.ts';
import type { Peer } from './scripted-server.ts';

/** How a server plays SCRAM; what is left out is done well. */
export interface ScramPlay {
  /** Default: SCRAM-SHA-256. */
  readonly scheme?: keyof typeof scramHashes;
  /** Changes the first message of the server. */
  readonly first?: (message: string) => string;
  /** Changes its last one; `null` leaves it out. */
  readonly last?: (message: string) => string | null;
  /** How challenges are written. Default: between quotation marks. */
  readonly literal?: boolean;
  /** Whether the last message comes along with success. */
  readonly along?: boolean;
}

const decode = (text = '') => Buffer.from(text, 'base64').toString();

/** What is between the last two quotation marks of a line. */
const lastWord = (line: string | null) => /"([^"]*)"$/.exec(line ?? '')?.[1];

/** Plays the server of one login, whatever the client proves; gives what the client said. */
export async function playScram(
  peer: Peer,
  password: string,
  play: ScramPlay = {},
): Promise<string[]> {
  const { first = (text) => text, last = (text) => text, literal = false, along = false } = play;
  const hash = scramHashes[play.scheme ?? 'SCRAM-SHA-256'];
  const write = (text: string): string => {
    const code = Buffer.from(text).toString('base64');
    return literal ? `{${code.length}}\r\n${code}` : `"${code}"`;
  };
  const start = decode(lastWord(await peer.line()));
  const bare = start.replace(/^[^,]*,[^,]*,/, '');
  const salt = Buffer.from('salt');
  const challenge = first(
    `r=${/r=(.*)$/.exec(bare)?.[1]}server,s=${salt.toString('base64')},i=4096`,
  );
  peer.send(`${write(challenge)}\r\n`);
  const final = decode(lastWord(await peer.line()));
  const { serverKey } = await deriveScramKeys(hash, password, salt, 4096);
  const message = `${bare},${challenge},${final.replace(/,p=.*$/, '')}`;
  const proof = last(`v=${hmac(hash, serverKey, message).toString('base64')}`);
  if (proof !== null && !along) {
    peer.send(`${write(proof)}\r\n`);
    if ((await peer.line()) === null) return [start, final];
  }
  peer.send(proof !== null && along ? `OK (SASL ${write(proof)})\r\n` : 'OK "Welcome"\r\n');
  return [start, final];
}
