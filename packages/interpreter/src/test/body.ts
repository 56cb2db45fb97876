import type { Arguments } from '../compile/arguments.ts';
import type { TestCompiler } from '../compile/compiler.ts';
import { compileMatcher } from '../compile/matcher.ts';
import { htmlToText } from '../message/html.ts';
import { allParts, decodeBody, decodeText, type Part } from '../message/part.ts';
import type { Run } from '../run/run.ts';

/** Compares the body (RFC 5173); wildcards set no variables (section 6). */
export const body: TestCompiler = (node, compiler) => {
  const args = compiler.arguments(node);
  const valuesOf = compileValues(args);
  const matcher = compileMatcher(args, args.texts('keys'));
  return (run) => {
    const { matchValues } = run;
    const matched = matcher.matches(run, valuesOf(run));
    run.matchValues = matchValues;
    return matched;
  };
};

function compileValues(args: Arguments): (run: Run) => readonly string[] {
  if (args.has('raw')) return rawBody;
  const types = args.tagTexts('content');
  if (types === null) return readableTexts;
  return (run) => {
    const wanted = types.map((type) => type.read(run).toLowerCase());
    const parts = [...allParts(run.message.root)];
    return parts
      .filter((part) => hasBody(run, part) && wanted.some((type) => isOfType(part, type)))
      .flatMap((part) => contentOf(run, part));
  };
}

/** All of it as it came; an empty body is no value. */
function rawBody({ message }: Run): readonly string[] {
  return message.body < message.size ? [message.octets.slice(message.body)] : [];
}

/** The text that a person reads: of text parts, HTML without its tags (section 5.3). */
function readableTexts(run: Run): readonly string[] {
  const { message } = run;
  return [...allParts(message.root)]
    .filter((part) => part.contentType.value.startsWith('text/') && hasBody(run, part))
    .map((part) => {
      const text = decodeText(message.octets, part);
      return part.contentType.value === 'text/html' ? htmlToText(text) : text;
    });
}

const emptyLine = /(?:^|\n)\r?\n$/;

/** A header that no empty line ends has no body, not even an empty one. */
function hasBody({ message }: Run, { start, from, to }: Part): boolean {
  if (from < to) return true;
  // The empty line may belong to the delimiter behind it.
  return [from, from + 2].some((end) => emptyLine.test(message.octets.slice(start, end)));
}

/** "" is any type, "text" all of its subtypes, "text/html" one (section 5.2). */
function isOfType(part: Part, wanted: string): boolean {
  const type = part.contentType.value;
  if (wanted === '' || wanted === type) return true;
  return !wanted.includes('/') && type.startsWith(`${wanted}/`);
}

/** Of a multipart what stands around its parts; of a message its header (section 5.2). */
function contentOf({ message }: Run, part: Part): readonly string[] {
  const { value } = part.contentType;
  const { octets } = message;
  if (part.children.length === 0) {
    return [value.startsWith('text/') ? decodeText(octets, part) : decodeBody(octets, part)];
  }
  if (value.startsWith('message/')) {
    const header = octets.slice(part.from, part.children[0]?.from);
    return [header.replace(/(^|\n)\r?\n$/, '$1')];
  }
  const before = octets.slice(part.from, part.prologueTo);
  const after = octets.slice(part.epilogueFrom, part.to);
  return after === '' ? [before] : [before, after];
}
