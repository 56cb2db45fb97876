import type { Header } from '../message/header.ts';
import { allParts, type Part } from '../message/part.ts';
import type { Run } from '../run/run.ts';
import type { Arguments } from './arguments.ts';

/** The headers that a test looks at: the message's, or with `:mime` those of parts. */
export type HeaderChoice = (run: Run) => readonly Header[];

/**
 * `:mime` looks at the current part of the loop, or at the message; `:anychild` at all parts in it
 * too (RFC 5703 section 4).
 */
export function compileHeaders(args: Arguments): HeaderChoice {
  if (!args.has('mime')) return (run) => [run.header];
  const children = args.has('anychild');
  return (run) => {
    const part = run.part ?? run.message.root;
    const top = part === run.message.root ? run.header : part.header;
    if (!children) return [top];
    return [top, ...below(part).map(({ header }) => header)];
  };
}

function below(part: Part): Part[] {
  return [...allParts(part)].slice(1);
}
