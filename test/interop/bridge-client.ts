import { connect } from 'node:net';

/** What a message is handed over with, as bridge.sieve does it. */
export interface Handover {
  user: string;
  verdict: 'spam' | 'ham';
  message: string | Buffer;
}

/** The bytes that Dovecot would send. */
export function scriptRequest({ user, verdict, message }: Handover): Buffer {
  const [from, to] = verdict === 'spam' ? ['INBOX', 'Junk'] : ['Junk', 'INBOX'];
  const head = [
    'VERSION\tscript\t4\t0',
    `env_USER=${user}`,
    '-',
    'v=1',
    `verdict=${verdict}`,
    'cause=copy',
    `to=${to}`,
    `from=${from}`,
    '',
    '',
  ];
  return Buffer.concat([Buffer.from(head.join('\n')), Buffer.from(message)]);
}

/** Plays Dovecot: sends all, closes its side, and gives what comes back until the end. */
export function exchange(path: string, bytes: Buffer): Promise<string> {
  return new Promise((resolve, reject) => {
    let reply = '';
    const socket = connect({ path });
    socket.on('data', (chunk) => {
      reply += chunk.toString();
    });
    socket.on('error', reject);
    socket.on('close', () => resolve(reply));
    socket.end(bytes);
  });
}

/** Hands a message over; gives `+\n` when the bridge has it. */
export function handOver(path: string, handover: Handover): Promise<string> {
  return exchange(path, scriptRequest(handover));
}

const subjects = ['the harvest', 'a cheap loan', 'winter tyres', 'our holiday', 'the choir'];

/** A message in plain English, different for every number, and long enough for Bayes. */
export function message(number: number): string {
  const subject = subjects[number % subjects.length];
  return [
    'From: Someone <someone@example.com>',
    'To: Somebody Else <chosen-by-the-sender@example.com>',
    `Subject: News about ${subject}`,
    `Message-ID: <${number}.${process.pid}@example.com>`,
    'Date: Sat, 21 Nov 2026 10:00:00 +0000',
    'Content-Type: text/plain; charset=utf-8',
    '',
    `Dear friend, this is letter number ${number} about ${subject}, which you asked for last week.`,
    'Please read it when you find the time, and tell your neighbours in the village about it too.',
    `We have put ${number * 7 + 3} copies aside, and the first of them will be sent on Monday morning.`,
    'With many thanks for your patience, and the kindest regards from all of us at the office.',
    '',
  ].join('\r\n');
}
