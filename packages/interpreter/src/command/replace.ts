import type { CommandCompiler } from '../compile/compiler.ts';
import { Field, Header, readHeader } from '../message/header.ts';
import { type Message, messageFrom, withHeader } from '../message/message.ts';
import type { Run } from '../run/run.ts';

/** Puts a text in the place of the current part, or of the whole message (RFC 5703 section 5). */
export const replace: CommandCompiler = (node, compiler) => {
  const args = compiler.arguments(node);
  const text = args.text('replacement');
  const [subject, from] = [args.tagText('subject'), args.tagText('from')];
  const mime = args.has('mime');
  return (run) => {
    const content = (text?.read(run) ?? '').replace(/\r?\n/g, '\r\n');
    const entity = mime ? content : `${plainHeader}\r\n${content}`;
    if (run.part !== null && run.part !== run.message.root) {
      run.replacements.push({ part: run.part, entity });
      return 'next';
    }
    const own = new Map([
      ['subject', subject?.read(run)],
      ['from', from?.read(run)],
    ]);
    run.change(replaceAll(run.current(), entity, own));
    return 'next';
  };
};

const plainHeader =
  'Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n';

/** Puts the replacements of a loop into the message: the last first, so that offsets stay true. */
export function applyReplacements(run: Run): void {
  const { replacements, message } = run;
  if (replacements.length === 0) return;
  run.replacements = [];
  const { header } = run;
  let { octets } = message;
  let end = octets.length;
  for (const { part, entity } of [...replacements].sort((a, b) => b.part.to - a.part.to)) {
    // One within another that is replaced is gone with it.
    if (part.to > end) continue;
    octets = octets.slice(0, part.start) + entity + octets.slice(part.to);
    end = part.start;
  }
  run.change(withHeader(messageFrom(octets), header));
}

/** The fields of the message stay, but for those that say what its content is. */
function replaceAll(
  message: Message,
  entity: string,
  own: ReadonlyMap<string, string | undefined>,
): Message {
  const { header, body } = readHeader(entity);
  const kept = message.header.fields
    .filter(({ lower }) => !lower.startsWith('content-') && lower !== 'mime-version')
    .filter(({ lower }) => own.get(lower) === undefined);
  const added = [...own].flatMap(([name, value]) =>
    value === undefined ? [] : [new Field(name === 'from' ? 'From' : 'Subject', ` ${value}`)],
  );
  const fields = [...kept, ...added, new Field('MIME-Version', ' 1.0'), ...header.fields];
  return withHeader(messageFrom(`\r\n${entity.slice(body)}`), new Header(fields));
}
