const subjects = ['the harvest', 'a cheap loan', 'winter tyres', 'our holiday', 'the choir'];
const words = 'please read it when you find the time and tell your neighbours about it too'.split(
  ' ',
);

let number = 0;

/** A message of 4 KB in plain English, another one each time: rspamd learns no text twice. */
export function letter() {
  number += 1;
  const subject = subjects[number % subjects.length];
  const line = (/** @type {number} */ at) =>
    words.map((word, index) => ((index * 7 + at) % 11 === 0 ? `${word}${number}x${at}` : word));
  const body = Array.from({ length: 43 }, (_, at) => `${line(at).join(' ')}.`);
  return [
    'From: Someone <someone@example.com>',
    'To: Somebody Else <somebody@example.com>',
    `Subject: News about ${subject}`,
    `Message-ID: <${number}.${process.pid}@bench.example.com>`,
    'Date: Sat, 21 Nov 2026 10:00:00 +0000',
    'Content-Type: text/plain; charset=utf-8',
    '',
    `Dear friend, this is letter number ${number} about ${subject}, which you asked for.`,
    ...body,
    '',
  ].join('\r\n');
}
