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
      .filter((part) => wanted.some((type) => isOfType(part, type)))
      .flatMap((part) => contentOf(run, part));
  };
}

/** All of it as it came; an empty body is no value. */
function rawBody({ message }: Run): readonly string[] {
  return message.body < message.size ? [message.octets.slice(message.body)] : [];
}

/** The text that a person reads: of text parts, HTML without its tags (section 5.3). */
function readableTexts({ message }: Run): readonly string[] {
  return [...allParts(message.root)]
    .filter((part) => part.contentType.value.startsWith('text/'))
    .map((part) => {
      const text = decodeText(message.octets, part);
      return part.contentType.value === 'text/html' ? htmlToText(text) : text;
    });
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
  const [first] = part.children;
  if (first === undefined) {
    return [value.startsWith('text/') ? decodeText(octets, part) : decodeBody(octets, part)];
  }
  const before = octets.slice(part.from, first.from);
  if (value.startsWith('message/')) return [before];
  return [before, octets.slice(part.children.at(-1)?.to, part.to)];
}
