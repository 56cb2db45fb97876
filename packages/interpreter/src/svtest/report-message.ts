import { datePart } from '../message/date.ts';
import type { Message } from '../message/message.ts';
import { encodeUtf8 } from '../message/octets.ts';
import type { ReportAction } from '../run/action.ts';

/** A message as an abuse report (RFC 5965), an octet string. */
export function reportMessage(
  action: ReportAction,
  { header, octets, body }: Message,
  author: string,
  now: Date,
): string {
  const boundary = unusedBoundary(octets);
  const date = datePart({ time: now.getTime(), offset: 0 }, 'std11') ?? '';
  const subject = header.first('subject')?.unfolded ?? '(No subject)';
  const head = [
    `Date: ${date}`,
    `From: <${encodeUtf8(author)}>`,
    `To: <${encodeUtf8(action.address)}>`,
    `Subject: Report: ${subject}`,
    'Auto-Submitted: auto-generated (report)',
    'MIME-Version: 1.0',
    `Content-Type: multipart/report; report-type=feedback-report;\r\n\tboundary="${boundary}"`,
  ];
  const feedback = [
    'Version: 1',
    `Feedback-Type: ${encodeUtf8(action.feedback)}`,
    'User-Agent: sievekit/0.1',
  ];
  const part = (type: string, content: string): string =>
    `--${boundary}\r\nContent-Type: ${type}\r\n\r\n${content}\r\n`;
  const original = action.headersOnly
    ? part('text/rfc822-headers', octets.slice(0, body))
    : part('message/rfc822', octets);
  return [
    `${head.join('\r\n')}\r\n\r\n`,
    part('text/plain; charset=utf-8', encodeUtf8(action.message).replace(/\r?\n/g, '\r\n')),
    part('message/feedback-report', `${feedback.join('\r\n')}\r\n`),
    original,
    `--${boundary}--\r\n`,
  ].join('');
}

function unusedBoundary(octets: string): string {
  let number = 1;
  while (octets.includes(`report-${number}`)) number++;
  return `report-${number}`;
}
