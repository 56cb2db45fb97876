import type { Message } from '../message/message.ts';
import { decodeUtf8, encodeUtf8, stringToOctets } from '../message/octets.ts';
import type { NotifyAction } from '../run/action.ts';
import { encodeWords } from '../run/reply-message.ts';
import type { ServerSettings } from '../run/setting.ts';

const importances: Readonly<Record<string, readonly string[]>> = {
  '1': ['Importance: High', 'X-Priority: 1 (Highest)'],
  '2': ['Importance: Normal', 'X-Priority: 3 (Normal)'],
  '3': ['Importance: Low', 'X-Priority: 5 (Lowest)'],
};

/**
 * The mail that a `mailto` notification sends (RFC 5436 section 2), and to whom. `owner`: address of
 * the user.
 */
export function notification(
  action: NotifyAction,
  message: Message,
  settings: ServerSettings,
  owner: string,
): { recipients: readonly string[]; text: Uint8Array } {
  const { to, cc, fields } = readMailto(action.method);
  const early = action.id !== undefined;
  const original = decodeUtf8(message.header.first('subject')?.text ?? '(no subject)');
  const subject = early
    ? '[SIEVE] New mail notification'
    : (action.message ?? fields.get('subject') ?? `Notification: ${original}`);
  const lines = [
    `Subject: ${decodeUtf8(encodeWords(encodeUtf8(subject)))}`,
    `From: ${action.sender ?? `Postmaster <${settings.postmasterAddress}>`}`,
    `To: ${to.join(', ')}`,
    ...(cc.length === 0 ? [] : [`Cc: ${cc.join(', ')}`]),
    `Auto-Submitted: ${early ? 'auto-generated (notify)' : `auto-notified; owner-email="${owner}"`}`,
    'Precedence: bulk',
    ...(importances[action.importance] ?? []),
    ...[...fields]
      .filter(([name]) => !reserved.has(name))
      .map(([name, value]) => `${name}: ${value}`),
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: 8bit',
  ];
  const body = early
    ? fillIn(action.message ?? '', message)
    : (fields.get('body') ?? 'Notification of new message.');
  const text = stringToOctets(encodeUtf8(`${lines.join('\r\n')}\r\n\r\n${body}\r\n`));
  return { recipients: [...to, ...cc].map(bareAddress), text };
}

/** What the early form has for parts of the message. */
function fillIn(text: string, { header }: Message): string {
  const values: Readonly<Record<string, string>> = {
    from: decodeUtf8(header.first('from')?.text ?? ''),
    subject: decodeUtf8(header.first('subject')?.text ?? ''),
  };
  return text.replace(/\$(from|subject)\$/g, (_, name: string) => values[name] ?? '');
}

// These the server writes itself (RFC 5436 section 2.7).
const reserved = new Set([
  ...['to', 'cc', 'bcc', 'from', 'sender', 'subject', 'body', 'date', 'message-id', 'received'],
  ...['auto-submitted', 'return-path', 'references', 'in-reply-to'],
]);

function readMailto(uri: string): {
  to: readonly string[];
  cc: readonly string[];
  fields: ReadonlyMap<string, string>;
} {
  const [path = '', query = ''] = uri.replace(/^mailto:/i, '').split('?');
  const pairs = query.split('&').map((pair) => pair.split('=').map(decode));
  const all = (wanted: string): string[] =>
    pairs.filter(([name]) => name?.toLowerCase() === wanted).map(([, value = '']) => value);
  const fields = new Map(
    pairs
      .filter(([name = '']) => name !== '')
      .map(([name = '', value = '']) => [name.toLowerCase(), value] as const),
  );
  const to = [...decode(path).split(','), ...all('to').flatMap((list) => list.split(','))];
  return {
    to: to.map((one) => one.trim()).filter((one) => one !== ''),
    cc: all('cc')
      .flatMap((list) => list.split(','))
      .map((one) => one.trim()),
    fields,
  };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function bareAddress(text: string): string {
  return /<([^<>]*)>/.exec(text)?.[1] ?? text;
}
