import type { Socket } from 'node:net';
import { hear, isResponse, openTcp, openTls } from './doctor-socket.ts';
import { type Finding, fail, ok } from './doctor-step.ts';

/** How a server begins. */
export interface Greeting {
  readonly tls: 'starttls' | 'implicit' | 'none';
  /** Mechanisms before TLS. */
  readonly mechanisms: readonly string[];
}

/** Where, how to name it, and how long to wait, in milliseconds. */
export interface Address {
  readonly host: string;
  readonly address: string;
  readonly port: number;
  readonly time: number;
}

/** What other servers say first. */
const strangers: readonly (readonly [RegExp, string])[] = [
  [/^\* (?:OK|PREAUTH|BYE)/i, 'an IMAP server'],
  [/^\+OK/i, 'a POP3 server'],
  [/^220[ -].*(?:smtp|mail)/i, 'an SMTP server'],
  [/^220[ -]/i, 'an SMTP or FTP server'],
  [/^SSH-/, 'an SSH server'],
  [/^HTTP\/|^<(?:!doctype|html)/i, 'a web server'],
];

/** Hears what the server says first; where it is silent, tries TLS. */
export async function hearGreeting(place: Address): Promise<Finding<Greeting>> {
  const { host, address, port, time } = place;
  const socket = await openTcp(address, port, time);
  const { text, end } = await hear(socket, isFirstWord, time);
  socket.destroy();
  if (text === '' && end === 'silent') return await tryImplicit(place);
  if (text === '') {
    return fail(
      'the server closed the connection',
      `${host}:${port} takes the connection and closes it without a word.`,
      'The server lets nobody in from here (too many connections, a block list, a proxy without a backend), or it waits for TLS and is strict: look into its log.',
    );
  }
  const stranger = strangers.find(([pattern]) => pattern.test(text))?.[1];
  if (stranger !== undefined) {
    return fail(
      `${stranger} answers`,
      `On port ${port} of ${host} listens ${stranger}, not a ManageSieve server.`,
      'ManageSieve has port 4190. Give its port, as HOST:4190.',
    );
  }
  if (!isResponse(text) || !/^"IMPLEMENTATION"/im.test(text)) return strange(host, port, text);
  return judgeGreeting(text);
}

function isFirstWord(text: string): boolean {
  return isResponse(text) || (!text.startsWith('"') && text.includes('\n'));
}

function strange(host: string, port: number, text: string): Finding<Greeting> {
  const [, bye] = /^BYE\b(.*)/im.exec(text) ?? [];
  if (bye !== undefined) {
    return fail(
      `the server says BYE${bye.trimEnd()}`,
      `${host}:${port} sends everybody away: BYE${bye.trimEnd()}`,
      'The server is busy, is being shut down, or has blocked this address. Try later, or look into its log.',
    );
  }
  return fail(
    `it says ${JSON.stringify(text.slice(0, 60))}`,
    `What answers on port ${port} of ${host} does not speak ManageSieve.`,
    'Give the port of the ManageSieve server, as HOST:4190.',
  );
}

function judgeGreeting(text: string): Finding<Greeting> {
  const mechanisms = readMechanisms(text);
  const starttls = /^"STARTTLS"/im.test(text);
  const list = mechanisms.length === 0 ? 'no mechanisms before TLS' : mechanisms.join(' ');
  return ok(`ManageSieve, ${starttls ? 'STARTTLS' : 'no STARTTLS'}, ${list}`, {
    tls: starttls ? 'starttls' : 'none',
    mechanisms,
  });
}

function readMechanisms(text: string): string[] {
  const [, list = ''] = /^"SASL" "([^"]*)"/im.exec(text) ?? [];
  return list.toUpperCase().split(' ').filter(Boolean);
}

async function tryImplicit({ host, address, port, time }: Address): Promise<Finding<Greeting>> {
  let secure: Socket;
  try {
    secure = await openTls(await openTcp(address, port, time), { host }, time);
  } catch {
    return fail(
      'the server says nothing, nor does it answer TLS',
      `${host}:${port} takes the connection and says nothing, neither in the clear nor in TLS.`,
      'Something else listens there, or a proxy whose server is gone. Look at the port, and into the server’s log.',
    );
  }
  const { text } = await hear(secure, isFirstWord, time);
  secure.destroy();
  if (isResponse(text) && /^"IMPLEMENTATION"/im.test(text)) {
    return {
      status: 'warn',
      detail: 'silent until TLS begins: implicit TLS',
      value: { tls: 'implicit', mechanisms: [] },
      cause: {
        what: `${host}:${port} begins with TLS at once, where most clients expect STARTTLS.`,
        todo: 'Say so to your client (here: --tls implicit). RFC 5804 knows STARTTLS alone.',
      },
    };
  }
  const stranger = strangers.find(([pattern]) => pattern.test(text))?.[1] ?? 'something else';
  return fail(
    `${stranger} answers in TLS`,
    `On port ${port} of ${host} listens ${stranger} with TLS, not a ManageSieve server.`,
    'ManageSieve has port 4190. Give its port, as HOST:4190.',
  );
}
