import {
  type ErrorCode,
  isResponseCode,
  type ManageSieveError,
  readResponseMeaning,
} from '@sievekit/managesieve';
import type { AccountAddress, AccountSettings } from './remote-option.ts';
import { showName } from './show-name.ts';

type Place = AccountAddress & AccountSettings;

/** What went wrong, safe to print, and what to do about it at the command line. */
export function explain(error: ManageSieveError, place: Place): string {
  const { host, port } = place;
  if (error.code === 'connect') return sentences(showName(error.message), hint(error, place));
  return `${host}:${port}: ${sentences(describeRefusal(error), hint(error, place))}`;
}

/** What a server refused or a client would not send, safe to print, and what to do about it. */
export function describeRefusal(error: ManageSieveError): string {
  const found = refusals.find(([name]) => isResponseCode(error.responseCode, name));
  return sentences(showName(error.message), found?.[1] ?? referral(error));
}

/** Where the server says that the scripts are. Nothing is sent there unasked. */
function referral({ responseCode }: ManageSieveError): string {
  const meaning = readResponseMeaning(responseCode);
  if (meaning?.kind !== 'referral' || meaning.url === null) return '';
  const { host, port } = meaning.url;
  return `The server sends you to ${showName(host)}:${port}. If you trust that host, use it in the address.`;
}

/** By response code (RFC 5804 section 1.3). */
const refusals: readonly (readonly [code: string, hint: string])[] = [
  ['NONEXISTENT', 'See the names with ls.'],
  ['ALREADYEXISTS', 'Nothing is overwritten: choose another name, or delete that one first (rm).'],
  ['ACTIVE', 'It filters the mail: activate another first, or deactivate.'],
  ['QUOTA/MAXSCRIPTS', 'Delete a script that is not needed (rm).'],
  ['QUOTA', 'It is too large for this account.'],
  ['TRYLATER', 'Try again later; where that does not help, ask whoever runs the server.'],
  ['ENCRYPT-NEEDED', 'The server wants TLS: leave out --tls none.'],
];

function hint(error: ManageSieveError, place: Place): string {
  return hints[error.code]?.(place, error) ?? '';
}

const hints: Partial<Record<ErrorCode, (place: Place, error: ManageSieveError) => string>> = {
  connect: (place, { cause }) => connectHint(place, (cause as NodeJS.ErrnoException)?.code ?? ''),
  timeout: ({ tls }) =>
    tls === 'implicit' ? 'Try without --tls implicit.' : 'Try --tls implicit.',
  tls: tlsHint,
  auth: ({ username, mechanism, authzid }, { responseCode, message }) => {
    if (/mechanism|offers/.test(message) && responseCode === undefined) return '';
    const how = mechanism === undefined ? '' : `, or leave out --mechanism ${mechanism}`;
    if (/user name and password/.test(message)) return `The user was ${showName(username)}${how}.`;
    const whom = authzid
      ? `, and whether ${showName(username)} may act for ${showName(authzid)}`
      : '';
    return `Check the name ${showName(username)} and the password${how}${whom}.`;
  },
  insecure: () => 'See --tls, and --allow-plaintext-password.',
};

function connectHint({ host, port }: Place, code: string): string {
  if (code === 'ENOTFOUND') return `Check the spelling of ${host}.`;
  if (code !== 'ECONNREFUSED') return '';
  return port === 4190
    ? 'Perhaps the server has ManageSieve on another port, as in sieve://user@host:2000, or not at all.'
    : `Check the port ${port}; that of ManageSieve is 4190.`;
}

function tlsHint({ tls, host }: Place, { message, cause }: ManageSieveError): string {
  const code = (cause as NodeJS.ErrnoException | undefined)?.code ?? '';
  if (/SELF_SIGNED|UNABLE_TO_(GET_ISSUER|VERIFY)/.test(code)) {
    return 'Here: --ca FILE, the variable NODE_EXTRA_CA_CERTS, or for this certificate alone --pin SHA256.';
  }
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') {
    return `Use the name in the certificate in place of ${host}, or say with --servername that it is the right one.`;
  }
  if (code.includes('WRONG_VERSION') || code.includes('PACKET_LENGTH')) {
    return tls === 'implicit' ? 'Leave out --tls implicit.' : '';
  }
  return /does not offer STARTTLS/.test(message) ? 'Perhaps it wants --tls implicit.' : '';
}

function sentences(...parts: readonly string[]): string {
  return parts
    .filter((part) => part !== '')
    .map((part) => (/[.!?:]$/.test(part) ? part : `${part}.`))
    .join(' ');
}
