import type { Message } from '../message/message.ts';
import { decodeUtf8, encodeUtf8, stringToOctets } from '../message/octets.ts';
import type { NotifyAction } from '../run/action.ts';
import type { ServerSettings } from '../run/setting.ts';

const importances: Readonly<Record<string, readonly string[]>> = {
  '1': ['Importance: high', 'X-Priority: 1 (Highest)'],
  '2': ['Importance: normal', 'X-Priority: 3 (Normal)'],
  '3': ['Importance: low', 'X-Priority: 5 (Lowest)'],
};

/** The mail that a `mailto` notification sends (RFC 5436 section 2), and to whom. */
export function notification(
  action: NotifyAction,
  message: Message,
  settings: ServerSettings,
): { recipients: readonly string[]; text: Uint8Array } {
  const { to, cc, fields } = readMailto(action.method);
  const original = decodeUtf8(message.header.first('subject')?.text ?? '(no subject)');
  const lines = [
    `From: ${action.sender ?? settings.userAddress ?? settings.postmasterAddress}`,
    `To: ${to.join(', ')}`,
    ...(cc.length === 0 ? [] : [`Cc: ${cc.join(', ')}`]),
    `Subject: ${action.message ?? fields.get('subject') ?? original}`,
    'Auto-Submitted: auto-notified',
    'Precedence: bulk',
    ...(importances[action.importance] ?? []),
    ...[...fields]
      .filter(([name]) => !reserved.has(name))
      .map(([name, value]) => `${name}: ${value}`),
  ];
  const body = fields.get('body') ?? 'Notification of new message.';
  const text = stringToOctets(encodeUtf8(`${lines.join('\r\n')}\r\n\r\n${body}\r\n`));
  return { recipients: [...to, ...cc].map(bareAddress), text };
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
