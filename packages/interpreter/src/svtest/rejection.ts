import { datePart } from '../message/date.ts';
import type { Message } from '../message/message.ts';
import { encodeUtf8 } from '../message/octets.ts';
import { fieldPart, multipartReport, textPart } from './multipart-report.ts';

/** Who refuses what, and to whom that is said. */
export interface Refusal {
  readonly reason: string;
  readonly sender: string;
  readonly recipient: string;
  readonly postmaster: string;
  readonly now: Date;
}

/** What the sender of a refused message gets (RFC 5429 section 2.2.1, RFC 8098), an octet string. */
export function rejection({ header, octets, body }: Message, refusal: Refusal): string {
  const { reason, sender, recipient, postmaster, now } = refusal;
  const fields = [
    `Date: ${datePart({ time: now.getTime(), offset: 0 }, 'std11') ?? ''}`,
    `From: Postmaster <${postmaster}>`,
    `To: <${sender}>`,
    'Subject: Automatically rejected mail',
    'Auto-Submitted: auto-replied (rejected)',
    'Precedence: bulk',
  ].map(encodeUtf8);
  const id = header.first('message-id')?.unfolded;
  const notification = [
    'Reporting-UA: sievekit',
    `Original-Recipient: rfc822; ${encodeUtf8(recipient)}`,
    `Final-Recipient: rfc822; ${encodeUtf8(recipient)}`,
    ...(id === undefined ? [] : [`Original-Message-ID: ${id}`]),
    'Disposition: automatic-action/MDN-sent-automatically; deleted',
  ];
  const text = `Your message to <${recipient}> was automatically rejected:\r\n${reason}`;
  return multipartReport('disposition-notification', fields, [
    textPart(encodeUtf8(text)),
    fieldPart('message/disposition-notification', notification),
    { fields: ['Content-Type: message/rfc822'], body: octets.slice(0, body) },
  ]);
}
