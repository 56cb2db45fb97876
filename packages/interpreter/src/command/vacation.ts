import type { Arguments } from '../compile/arguments.ts';
import type { CommandCompiler } from '../compile/compiler.ts';
import { decodeUtf8, encodeUtf8 } from '../message/octets.ts';
import { replyFrom, replyTo } from '../run/correspondent.ts';
import { defaultSubject, formatReply } from '../run/reply-message.ts';
import type { Run } from '../run/run.ts';
import type { ServerSettings } from '../run/setting.ts';
import { reasonForSilence } from '../run/vacation-decision.ts';
import { compileFcc } from './fcc.ts';

const day = 24 * 60 * 60;

/** Replies to the sender, once in a while (RFC 5230, RFC 6131). */
export const vacation: CommandCompiler = (node, compiler) => {
  const args = compiler.arguments(node);
  const origin = compiler.origin(node);
  const wanted = secondsOf(args);
  const [reason, subject, from, handle] = [
    args.text('reason'),
    args.tagText('subject'),
    args.tagText('from'),
    args.tagText('handle'),
  ];
  const addresses = args.tagTexts('addresses') ?? [];
  const mime = args.has('mime');
  const fcc = compileFcc(args);
  return (run) => {
    const seconds = allowedSeconds(wanted, run.settings);
    const own = addresses.map((address) => address.read(run));
    const text = reason?.read(run) ?? '';
    const title = subject?.read(run) ?? null;
    const author = from?.read(run) ?? null;
    const key = handle?.read(run) ?? [text, title ?? '', author ?? '', String(mime)].join('\0');
    const silence = silenceFor(run, own, key, seconds);
    const { from: sender = '', to: recipient = '' } = run.options.envelope ?? {};
    const reply = {
      to: replyTo(run.header, encodeUtf8(sender), run.settings),
      from:
        author?.replace(/[\r\n]+/g, ' ') ?? replyFrom(run.header, [encodeUtf8(recipient), ...own]),
      subject: title ?? defaultSubject(run.header, run.settings),
      reason: text,
      mime,
      original: run.header,
      time: run.now,
      zone: run.zone,
    };
    run.actions.add(
      {
        type: 'vacation',
        reason: decodeUtf8(text),
        subject: decodeUtf8(reply.subject),
        addresses: own.map(decodeUtf8),
        seconds,
        mime,
        silence,
        reply: silence === null ? decodeUtf8(formatReply(reply)) : null,
        fcc: fcc(run),
        ...origin,
      },
      false,
    );
    return 'next';
  };
};

function secondsOf(args: Arguments): number | null {
  const days = args.tagNumber('days');
  return args.tagNumber('seconds') ?? (days === null ? null : days * day);
}

/** Within what the server allows (RFC 5230 section 4.1). */
function allowedSeconds(wanted: number | null, settings: ServerSettings): number {
  const { vacationMinSeconds, vacationMaxSeconds, vacationDefaultSeconds } = settings;
  const seconds = Math.max(vacationMinSeconds, wanted ?? vacationDefaultSeconds);
  return vacationMaxSeconds > 0 ? Math.min(vacationMaxSeconds, seconds) : seconds;
}

/** Why nothing is sent now, as a sentence, or null; notes the sender where something is. */
function silenceFor(run: Run, own: readonly string[], key: string, seconds: number): string | null {
  const envelope = run.options.envelope ?? {};
  const reason = reasonForSilence({
    envelope,
    header: run.header,
    addresses: own,
    settings: run.settings,
  });
  if (reason !== null) return reason;
  if (seconds === 0) return null;
  return run.repliedBefore(`${envelope.from?.toLowerCase() ?? ''}\0${key}`, seconds)
    ? 'The sender had this reply a short while ago.'
    : null;
}
