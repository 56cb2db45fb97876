import { datePart } from '../message/date.ts';
import type { Message } from '../message/message.ts';
import { encodeUtf8 } from '../message/octets.ts';
import type { ReportAction } from '../run/action.ts';
import { fieldPart, multipartReport, textPart } from './multipart-report.ts';

/** Who reports, for whom. */
export interface Reporting {
  /** As a header has it. */
  readonly author: string;
  readonly envelopeFrom: string;
  readonly envelopeTo: string;
  readonly user: string;
  readonly now: Date;
}

/** A message as an abuse report (RFC 5965), an octet string. */
export function reportMessage(
  action: ReportAction,
  { header, octets, body }: Message,
  { author, envelopeFrom, envelopeTo, user, now }: Reporting,
): string {
  const fields = [
    `Date: ${datePart({ time: now.getTime(), offset: 0 }, 'std11') ?? ''}`,
    `From: ${encodeUtf8(author)}`,
    `To: <${encodeUtf8(action.address)}>`,
    `Subject: Report: ${header.first('subject')?.unfolded ?? '(No subject)'}`,
    'Auto-Submitted: auto-generated (report)',
  ];
  const feedback = [
    'Version: 1',
    `Feedback-Type: ${action.feedback}`,
    'User-Agent: sievekit',
    `Original-Mail-From: <${envelopeFrom}>`,
    `Original-Rcpt-To: <${envelopeTo}>`,
    `Dovecot-Reporting-User: <${user}>`,
  ].map(encodeUtf8);
  const original = {
    fields: [
      `Content-Type: ${action.headersOnly ? 'text/rfc822-headers' : 'message/rfc822'}`,
      'Content-Disposition: attachment',
    ],
    body: action.headersOnly ? octets.slice(0, body) : octets,
  };
  return multipartReport('feedback-report', fields, [
    textPart(encodeUtf8(action.message)),
    fieldPart('message/feedback-report', feedback),
    original,
  ]);
}
