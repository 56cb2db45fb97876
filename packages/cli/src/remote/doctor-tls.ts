import { isIP } from 'node:net';
import {
  type ConnectionOptions,
  checkServerIdentity,
  type DetailedPeerCertificate,
  type TLSSocket,
} from 'node:tls';
import type { ConnectOptions } from '@sievekit/managesieve';
import type { Address, Greeting } from './doctor-greeting.ts';
import { hear, isResponse, openTcp, openTls } from './doctor-socket.ts';
import { type Finding, fail, ok } from './doctor-step.ts';

/** What TLS showed; the connection is closed by then. */
export interface TlsSight {
  readonly certificate: DetailedPeerCertificate;
  /** Why the chain is not trusted, as OpenSSL says it; `null` when it is. */
  readonly distrust: string | null;
  /** Mechanisms behind TLS. */
  readonly mechanisms: readonly string[];
}

/** How a server is to be trusted, and what is shown to it. */
export type ServerOptions = Omit<ConnectOptions, 'host' | 'port' | 'tls'>;

/** Starts TLS and looks at version and certificate, whatever they are worth. */
export async function startTls(
  place: Address,
  greeting: Greeting,
  options: ServerOptions,
): Promise<Finding<TlsSight>> {
  const { host, port, time } = place;
  if (greeting.tls === 'none') {
    return fail(
      'the server does not offer STARTTLS',
      `${host}:${port} offers no TLS, so a password would be readable on the way.`,
      'Switch TLS on in the server (Dovecot: ssl = yes, with a certificate). If it is on, somebody on the way takes the offer out.',
    );
  }
  try {
    const secure = await handshake(place, greeting, tlsOptions(host, options));
    const text = await hearCapabilities(secure, greeting, time);
    const sight = look(secure, text);
    const detail = `${secure.getProtocol()}, ${secure.getCipher().name}`;
    secure.destroy();
    return ok(detail, sight);
  } catch (error) {
    return await explainFailure(place, greeting, options, error as Error);
  }
}

function tlsOptions(host: string, options: ServerOptions): ConnectionOptions {
  const { ca, cert, key, passphrase, servername = host } = options;
  return {
    host: servername,
    minVersion: 'TLSv1.2',
    ...(isIP(servername) === 0 ? { servername } : {}),
    ...(ca === undefined ? {} : { ca }),
    ...(cert === undefined ? {} : { cert }),
    ...(key === undefined ? {} : { key }),
    ...(passphrase === undefined ? {} : { passphrase }),
  };
}

class Refused extends Error {}

async function handshake(
  { address, port, time }: Address,
  greeting: Greeting,
  options: ConnectionOptions,
): Promise<TLSSocket> {
  const socket = await openTcp(address, port, time);
  if (greeting.tls === 'starttls') {
    await hear(socket, isResponse, time);
    socket.write('STARTTLS\r\n');
    const { text } = await hear(socket, isResponse, time);
    if (!/^OK\b/i.test(text)) {
      socket.destroy();
      throw new Refused(text.trim() || 'nothing');
    }
  }
  return await openTls(socket, options, time);
}

async function hearCapabilities(
  secure: TLSSocket,
  greeting: Greeting,
  time: number,
): Promise<string> {
  const { text, end } = await hear(secure, isResponse, time);
  if (text !== '' || end !== 'silent' || greeting.tls === 'implicit') return text;
  // Some servers forget that RFC 5804, 2.2, has them speak first.
  secure.write('CAPABILITY\r\n');
  return (await hear(secure, isResponse, time)).text;
}

function look(secure: TLSSocket, text: string): TlsSight {
  const [, list = ''] = /^"SASL" "([^"]*)"/im.exec(text) ?? [];
  return {
    certificate: secure.getPeerCertificate(true),
    distrust: secure.authorized ? null : String(secure.authorizationError ?? 'unknown'),
    mechanisms: list.toUpperCase().split(' ').filter(Boolean),
  };
}

async function explainFailure(
  place: Address,
  greeting: Greeting,
  options: ServerOptions,
  error: Error,
): Promise<Finding<TlsSight>> {
  const { host } = place;
  if (error instanceof Refused) {
    return fail(
      `the server answers STARTTLS with ${JSON.stringify(error.message)}`,
      `${host} offers STARTTLS and then refuses it.`,
      'Its certificate or its key cannot be read, most likely: look into its log.',
    );
  }
  const old = { ...tlsOptions(host, options), ciphers: 'DEFAULT:@SECLEVEL=0' };
  const attempt = handshake(place, greeting, {
    ...old,
    minVersion: 'TLSv1',
    maxVersion: 'TLSv1.1',
  });
  const version = await attempt.then(
    (secure) => {
      const protocol = secure.getProtocol();
      secure.destroy();
      return protocol;
    },
    () => null,
  );
  if (version !== null) {
    return fail(
      `${version} only`,
      `${host} speaks ${version.replace(/^TLSv1$/, 'TLS 1.0').replace('TLSv', 'TLS ')} and nothing newer, which is not safe any more.`,
      'Let the server speak TLS 1.2 or later (Dovecot: ssl_min_protocol), or update it.',
    );
  }
  const { reason = error.message } = error as Error & { reason?: string };
  return fail(
    reason,
    `No TLS comes about with ${host}: ${reason}.`,
    'Look at the server’s TLS settings (certificate, key, ciphers) and into its log.',
  );
}

/** Whether the chain leads to an authority that is trusted, and all are of their time. */
export function judgeChain(sight: TlsSight, host: string, options: ServerOptions): Finding {
  const { certificate, distrust } = sight;
  const hasCa = options.ca !== undefined;
  const issuer = nameOf(certificate.issuer);
  const detail = `for ${nameOf(certificate.subject)}, by ${issuer}`;
  if (options.pin !== undefined && !isPinned(certificate, options.pin)) {
    return fail(
      `${detail}: ${certificate.fingerprint256}`,
      `The certificate of ${host} is not the one of --pin.`,
      'Ask the administrator whether it was renewed, and for the new fingerprint; if it was not, somebody stands between.',
    );
  }
  if (options.pin !== undefined && !hasCa) return ok(`${detail}: the one of --pin`);
  if (distrust === null) return ok(detail);
  if (distrust === 'CERT_HAS_EXPIRED' || distrust === 'CERT_NOT_YET_VALID') {
    return explainTime(certificate, host, detail);
  }
  // OpenSSL's check of the name; it is a step of its own.
  if (distrust === 'ERR_TLS_CERT_ALTNAME_INVALID') return ok(detail);
  if (distrust === 'DEPTH_ZERO_SELF_SIGNED_CERT') {
    return fail(
      `${detail}: signed by itself`,
      `The certificate of ${host} is signed by itself, so nobody vouches for it.`,
      'Give the server a certificate of an authority, or trust this one: --ca FILE with its PEM, after comparing its fingerprint with the administrator.',
    );
  }
  return fail(
    `${detail}: ${distrust}`,
    `The certificate of ${host} is signed by ${issuer}, whom ${hasCa ? 'the file of --ca' : 'this machine'} does not trust.`,
    hasCa
      ? 'Name the file of the right authority with --ca; it must hold the whole chain above the server’s own.'
      : 'If that is an authority of your own, name its certificate: --ca FILE. If it is a public one, the server does not send the certificates in between: let it send the full chain.',
  );
}

function isPinned({ fingerprint256 }: DetailedPeerCertificate, pin: string): boolean {
  const digits = (text: string): string => text.replaceAll(':', '').toLowerCase();
  return digits(fingerprint256) === digits(pin);
}

function explainTime(certificate: DetailedPeerCertificate, host: string, detail: string): Finding {
  const late = chainOf(certificate).find(({ valid_to }) => Date.parse(valid_to) < Date.now());
  if (late === undefined) {
    return fail(
      `${detail}: not valid yet`,
      `The certificate of ${host} is not valid before ${certificate.valid_from}.`,
      'Look at the clocks of this machine and of the server.',
    );
  }
  const whose =
    late === certificate
      ? `The certificate of ${host}`
      : `${nameOf(late.subject)}, in the chain of ${host},`;
  return fail(
    `${detail}: expired`,
    `${whose} has expired on ${late.valid_to}, ${-daysLeft(late)} days ago.`,
    'Renew it on the server, and let the server read it anew (restart or reload).',
  );
}

/** Whether the certificate is for this host. */
export function judgeName(
  { certificate }: TlsSight,
  host: string,
  { pin, servername }: ServerOptions,
): Finding {
  const names =
    certificate.subjectaltname?.replace(/DNS:|IP Address:/g, '') ?? nameOf(certificate.subject);
  const isTrusted = pin !== undefined && servername === undefined;
  if (isTrusted || checkServerIdentity(host, certificate) === undefined) return ok(names);
  return fail(
    names,
    `The certificate is for ${names}, not for ${host}.`,
    'Connect to the server by a name that stands in its certificate, or have it reissued with this one.',
  );
}

/** From how many days on one should know that a certificate ends. */
const soon = 14;

/** How long the certificate still holds; an end that is past is told by `judgeChain`. */
export function judgeEnd({ certificate }: TlsSight, host: string): Finding {
  const days = Math.min(...chainOf(certificate).map(daysLeft));
  const detail = `${days} days left, until ${certificate.valid_to}`;
  if (days > soon || days < 0) return ok(detail);
  return {
    status: 'warn',
    detail,
    cause: {
      what: `The certificate of ${host} ends in ${days} days.`,
      todo: 'Renew it in time; where that happens by itself, look whether the server reads the new one.',
    },
  };
}

function daysLeft({ valid_to }: DetailedPeerCertificate): number {
  return Math.floor((Date.parse(valid_to) - Date.now()) / 86_400_000);
}

function chainOf(first: DetailedPeerCertificate): DetailedPeerCertificate[] {
  const chain: DetailedPeerCertificate[] = [];
  for (let one = first; one && !chain.includes(one); one = one.issuerCertificate) chain.push(one);
  return chain;
}

function nameOf(subject: DetailedPeerCertificate['subject'] | undefined): string {
  const name = subject?.CN ?? subject?.O ?? 'nobody named';
  return Array.isArray(name) ? name.join(', ') : name;
}
