import { createTransport } from 'nodemailer';
import type { Options } from 'nodemailer/lib/mailer/index.js';
import { addressOf, type LabUser } from './user.ts';

export interface Delivery {
  smtpPort: number;
  to: LabUser;
  /** `friend@example.org` unless told. */
  from?: string;
  subject: string;
  /** A sentence or two of natural text unless told. */
  text?: string;
  /** Points that the lab's rspamd shall give: 6 or more make it spam. */
  score?: number;
  headers?: Record<string, string>;
}

const someText =
  'Hello, this is a letter like any other, written for a test of the mail servers.\n';

/** Hands one message to Postfix by SMTP; resolves once Postfix has taken it. */
export async function deliver(delivery: Delivery): Promise<void> {
  const { smtpPort, to, subject, score, from = 'friend@example.org' } = delivery;
  const transport = createTransport({
    host: '127.0.0.1',
    port: smtpPort,
    secure: false,
    ignoreTLS: true,
    name: 'lab.test',
  });
  const message: Options = {
    from,
    to: addressOf(to),
    subject,
    text: delivery.text ?? someText,
    headers: {
      ...delivery.headers,
      ...(score === undefined ? {} : { 'X-Lab-Score': String(score) }),
    },
  };
  try {
    await transport.sendMail(message);
  } finally {
    transport.close();
  }
}
