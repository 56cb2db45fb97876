import type { StringLiteral } from '../../syntax/ast.ts';
import { addressProblem } from '../address-syntax.ts';
import type { Context } from '../context.ts';

/** Methods with an RFC of their own beside mailto: XMPP (RFC 5437) and SIP (RFC 6468). */
const otherMethods = new Set(['xmpp', 'sip', 'sips']);

/** Checks the URI of a notification (RFC 5435 section 3.2, RFC 5436 for mailto). */
export function checkNotifyMethod(literal: StringLiteral, context: Context): void {
  if (context.differs('any-notify-method')) return;
  const value = context.value(literal);
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(value)?.[1]?.toLowerCase();
  if (scheme === 'mailto') {
    checkMailto(value.slice('mailto:'.length), literal, context);
    return;
  }
  const offered = context.profile.notifyMethods;
  if (scheme !== undefined && offered !== undefined) {
    context.error(
      'notify-method',
      literal,
      `This will not load on ${context.profile.title}, because it cannot notify by “${scheme}:”. It knows ${offered.join(', ')}.`,
    );
    return;
  }
  if (scheme !== undefined && otherMethods.has(scheme)) {
    context.warn(
      'notify-method-rare',
      literal,
      `Few servers can notify by “${scheme}:”. Test for it with valid_notify_method first.`,
    );
    return;
  }
  context.error(
    'notify-method',
    literal,
    scheme === undefined
      ? `“${value}” is no URI: it lacks a method such as mailto: in front.`
      : `There is no method “${scheme}:” of notification. Use mailto:, as in "mailto:name@example.org".`,
  );
}

/** Checks `:options` of notify: name=value (RFC 5435 section 3.5). */
export function checkNotifyOption(literal: StringLiteral, context: Context): void {
  if (context.differs('any-notify-method')) return;
  if (/^[a-z0-9][a-z0-9._-]*=/i.test(context.value(literal))) return;
  context.error(
    'notify-option',
    literal,
    `${context.source(literal)} is no option: write "name=value", the name of letters, digits, ., - and _.`,
  );
}

function checkMailto(rest: string, literal: StringLiteral, context: Context): void {
  if (/%(?![0-9a-f]{2})/i.test(rest)) {
    context.error(
      'notify-method',
      literal,
      'A % in a URI stands before two hexadecimal digits. Write %25 for the sign itself.',
    );
    return;
  }
  const stray = strayCharacter(rest);
  if (stray !== null) {
    context.error(
      'notify-method',
      literal,
      `${stray} cannot stand in this place of a mailto: URI. Write it as %${stray.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}.`,
    );
    return;
  }
  const recipients = recipientsOf(rest);
  if (recipients.length === 0) {
    context.warn(
      'notify-method',
      literal,
      'This mailto: names no recipient, so nobody is notified.',
    );
  }
  const wrong = recipients.find((recipient) => addressProblem(recipient) !== null);
  if (wrong === undefined) return;
  context.error(
    'notify-method',
    literal,
    `“${wrong}” is no mail address. Write mailto: and an address, as in "mailto:name@example.org".`,
  );
}

/** The first character that neither addresses nor header fields of a URI hold (RFC 6068 section 2). */
function strayCharacter(rest: string): string | null {
  const mark = rest.indexOf('?');
  const to = mark < 0 ? rest : rest.slice(0, mark);
  const fields = mark < 0 ? [] : rest.slice(mark + 1).split('&');
  const found =
    /[#&/=^`{|}]/.exec(to) ?? fields.map((field) => /[#/<>?[\]^`{|}]/.exec(field)).find(Boolean);
  return found?.[0] ?? null;
}

/** Addresses before the `?` and in `to=`, decoded. */
function recipientsOf(rest: string): string[] {
  const mark = rest.indexOf('?');
  const lists = [mark < 0 ? rest : rest.slice(0, mark)];
  for (const field of mark < 0 ? [] : rest.slice(mark + 1).split('&')) {
    if (/^(?:to|cc|bcc)=/i.test(field)) lists.push(field.slice(field.indexOf('=') + 1));
  }
  return lists
    .flatMap((list) => list.split(','))
    .filter((address) => address !== '')
    .map(decode);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
