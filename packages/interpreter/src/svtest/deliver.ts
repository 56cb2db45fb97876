import { type Message, readMessage } from '../message/message.ts';
import { encodeUtf8, stringToOctets } from '../message/octets.ts';
import type { Action } from '../run/action.ts';
import type { RunResult } from '../run/result.ts';
import type { Session } from './session.ts';

/** Does what a result says: stores and sends messages, in the session alone. */
export function deliver(session: Session, result: RunResult): void {
  for (const action of result.actions) deliverOne(session, action, result.message);
  if (result.implicitKeep) store(session, 'INBOX', result.message);
}

function deliverOne(session: Session, action: Action, message: Message): void {
  switch (action.type) {
    case 'keep':
    case 'fileinto':
      store(session, action.mailbox, message);
      break;
    case 'redirect':
      session.sent.push(message);
      break;
    case 'vacation':
      if (action.reply !== null) session.sent.push(readMessage(action.reply));
      break;
    case 'notify':
      session.sent.push(readMessage(notification(action, message)));
      break;
    case 'reject':
    case 'ereject':
      session.sent.push(readMessage(rejection(action.reason, session)));
      break;
    case 'discard':
      break;
  }
}

function store(session: Session, mailbox: string, message: Message): void {
  const present = session.stored.get(mailbox) ?? [];
  session.stored.set(mailbox, [...present, message]);
}

function notification(action: Action & { type: 'notify' }, message: Message): Uint8Array {
  const url = new URL(action.method);
  const subject = action.message ?? `Notification: ${message.header.first('subject')?.text ?? ''}`;
  const fields = [
    ...(action.sender === null ? [] : [`From: ${action.sender}`]),
    `To: ${decodeURIComponent(url.pathname)}`,
    `Subject: ${url.searchParams.get('subject') ?? subject}`,
    'Auto-Submitted: auto-notified',
  ];
  const body = url.searchParams.get('body') ?? 'Notification of a message.';
  return stringToOctets(encodeUtf8(`${fields.join('\r\n')}\r\n\r\n${body}\r\n`));
}

function rejection(reason: string, { scene }: Session): Uint8Array {
  const fields = [
    `To: <${scene.envelope.from ?? ''}>`,
    'Subject: Rejected',
    'Auto-Submitted: auto-replied (rejected)',
  ];
  return stringToOctets(encodeUtf8(`${fields.join('\r\n')}\r\n\r\n${reason}\r\n`));
}
