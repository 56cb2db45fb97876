import type { CommandCompiler } from '../compile/compiler.ts';
import { datePart } from '../message/date.ts';
import { type Message, messageFrom } from '../message/message.ts';
import { encodeUtf8 } from '../message/octets.ts';
import type { Run } from '../run/run.ts';

/** Puts the message into a new one that begins with a text (RFC 5703 section 6). */
export const enclose: CommandCompiler = (node, compiler) => {
  const args = compiler.arguments(node);
  const text = args.text('text');
  const subject = args.tagText('subject');
  const names = args.tagTexts('headers') ?? [];
  return (run) => {
    const message = run.current();
    const title = subject?.read(run) ?? message.header.first('subject')?.unfolded ?? '';
    const copied = names.map((name) => name.read(run));
    const fields = [
      ...fieldsFor(run, message, copied),
      `Subject: ${title.replace(/[\r\n]+/g, ' ')}`,
    ];
    run.change(messageFrom(around(message, fields, text?.read(run) ?? '')));
    return 'next';
  };
};

/** Those of the old message that are asked for; date and author anew where they are not. */
function fieldsFor(run: Run, { header }: Message, names: readonly string[]): string[] {
  const wanted = new Set(names.map((name) => name.toLowerCase()));
  const author = run.settings.userAddress ?? run.options.envelope?.to ?? '';
  const date = datePart({ time: run.now.getTime(), offset: run.zone }, 'std11') ?? '';
  return [
    ...(wanted.has('from') ? [] : [`From: <${encodeUtf8(author)}>`]),
    ...(wanted.has('date') ? [] : [`Date: ${date}`]),
    ...header.fields
      .filter(({ lower }) => wanted.has(lower) && lower !== 'subject')
      .map(({ name, raw }) => `${name}:${raw}`),
  ];
}

function around(message: Message, fields: readonly string[], text: string): string {
  const boundary = unusedBoundary(message.octets + text);
  return [
    ...fields,
    'MIME-Version: 1.0',
    `Content-Type: multipart/mixed; boundary="${boundary}"`,
    '',
    `--${boundary}`,
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: 8bit',
    '',
    text.replace(/\r?\n/g, '\r\n'),
    `--${boundary}`,
    'Content-Type: message/rfc822',
    '',
    message.octets,
    `--${boundary}--`,
    '',
  ].join('\r\n');
}

function unusedBoundary(octets: string): string {
  let number = 1;
  while (octets.includes(`enclosed-${number}`)) number++;
  return `enclosed-${number}`;
}
