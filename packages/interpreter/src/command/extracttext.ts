import type { CommandCompiler } from '../compile/compiler.ts';
import { htmlToText } from '../message/html.ts';
import { decodeBody, decodeText, type Part } from '../message/part.ts';
import type { Run } from '../run/run.ts';
import { compileModifiers } from './modifier.ts';

/** Stores the text of the current part in a variable (RFC 5703 section 7). */
export const extracttext: CommandCompiler = (node, compiler) => {
  const args = compiler.arguments(node);
  const name = args.text('variable name')?.constant?.toLowerCase() ?? '';
  const first = args.tagNumber('first');
  const modify = compileModifiers(args);
  return (run) => {
    const part = run.part ?? run.message.root;
    const { value } = part.contentType;
    const readable = value === 'text/html' ? htmlToText(textOf(run, part)) : textOf(run, part);
    run.variables.set(name, modify(first === null ? readable : firstCharacters(readable, first)));
    return 'next';
  };
};

/** Empty where the part holds others. */
function textOf({ message }: Run, part: Part): string {
  if (part.children.length > 0) return '';
  const isText = part.contentType.value.startsWith('text/');
  return isText ? decodeText(message.octets, part) : decodeBody(message.octets, part);
}

/** The first characters of UTF-8 octets. */
function firstCharacters(octets: string, count: number): string {
  let left = count;
  let at = 0;
  for (; at < octets.length; at++) {
    if ((octets.charCodeAt(at) & 0xc0) !== 0x80 && left-- === 0) break;
  }
  return octets.slice(0, at);
}
