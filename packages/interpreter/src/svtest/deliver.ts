import { type Message, readMessage, withFields } from '../message/message.ts';
import { encodeUtf8, stringToOctets } from '../message/octets.ts';
import type { Action, Fcc, NotifyAction } from '../run/action.ts';
import type { Envelope } from '../run/option.ts';
import type { RunResult } from '../run/result.ts';
import { mailSource } from './mail-source.ts';
import { notification } from './notification.ts';
import { rejection } from './rejection.ts';
import { reportMessage } from './report-message.ts';
import { readSettings } from './server-setting.ts';
import type { Session } from './session.ts';

/** Does what a result says: stores and sends messages, in the session alone. */
export function deliver(session: Session, result: RunResult, now: Date): void {
  for (const action of result.actions) deliverOne(session, action, result.message, now);
  if (result.implicitKeep) store(session, 'INBOX', result.message);
}

function deliverOne(session: Session, action: Action, message: Message, now: Date): void {
  const { envelope } = session.scene;
  const settings = readSettings(session.settings);
  const user = settings.userAddress ?? envelope.to ?? '';
  switch (action.type) {
    case 'keep':
    case 'fileinto':
      store(session, action.mailbox, message);
      break;
    case 'redirect': {
      if (wasRedirected(session, action.address, message, now)) break;
      const from = mailSource(settings.redirectEnvelopeFrom, envelope, settings);
      send(session, redirected(message, user), { from, to: action.address });
      break;
    }
    case 'vacation': {
      if (action.reply === null) break;
      copy(session, action.fcc, readMessage(action.reply));
      const from = settings.vacationSendFromRecipient ? (envelope.to ?? '') : '';
      send(session, readMessage(action.reply), { from, to: envelope.from ?? '' });
      break;
    }
    case 'notify':
      notify(session, action, message);
      break;
    case 'reject':
    case 'ereject': {
      const text = rejection(message, {
        reason: action.reason,
        sender: envelope.from ?? '',
        recipient: envelope.to ?? '',
        postmaster: settings.postmasterAddress,
        now,
      });
      send(session, readMessage(stringToOctets(text)), { from: '', to: envelope.from ?? '' });
      break;
    }
    case 'report': {
      const author = mailSource(settings.reportFrom, envelope, settings);
      const text = reportMessage(action, message, {
        author: settings.reportFrom === 'postmaster' ? `Postmaster <${author}>` : `<${author}>`,
        envelopeFrom: envelope.from ?? '',
        envelopeTo: envelope.to ?? '',
        user,
        now,
      });
      send(session, readMessage(stringToOctets(text)), { from: author, to: action.address });
      break;
    }
    case 'discard':
    case 'pipe':
    case 'filter':
    case 'execute':
      break;
  }
}

/** The same message to the same address within the time of the server: it may be a loop. */
function wasRedirected(session: Session, address: string, message: Message, now: Date): boolean {
  const { redirectDuplicateSeconds } = readSettings(session.settings);
  const id = message.header.first('message-id')?.unfolded ?? '';
  if (redirectDuplicateSeconds === 0 || id === '') return false;
  const key = `${address}\0${id}`;
  if ((session.redirected.get(key) ?? 0) > now.getTime()) return true;
  session.redirected.set(key, now.getTime() + redirectDuplicateSeconds * 1000);
  return false;
}

function store(session: Session, mailbox: string, message: Message): void {
  const present = session.stored.get(mailbox) ?? [];
  session.stored.set(mailbox, [...present, message]);
}

/** What is sent is filed too, where the script asks for it (RFC 8580). */
function copy(session: Session, fcc: Fcc | null, message: Message): void {
  if (fcc !== null) store(session, fcc.mailbox, message);
}

function send(session: Session, message: Message, envelope: Envelope): void {
  session.sent = [...session.sent, { message, envelope }];
}

/** As a server sends it on: it says so in the header. */
function redirected(message: Message, user: string): Message {
  return withFields(message, [['X-Sieve-Redirected-From', encodeUtf8(user)]]);
}

function notify(session: Session, action: NotifyAction, message: Message): void {
  const { envelope } = session.scene;
  const settings = readSettings(session.settings);
  const from =
    settings.notifyEnvelopeFrom === null
      ? (action.sender ?? settings.userAddress ?? envelope.to ?? '')
      : mailSource(settings.notifyEnvelopeFrom, envelope, settings);
  const owner = settings.userAddress ?? envelope.to ?? '';
  const { recipients, text } = notification(action, message, settings, owner);
  copy(session, action.fcc, readMessage(text));
  for (const to of recipients) send(session, readMessage(text), { from, to });
}
