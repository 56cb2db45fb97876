import { type CheckOptions, checkParsed, type Seen } from './check.ts';
import type { Diagnostic } from './diagnostic.ts';
import { IncrementalParser } from './incremental/parser.ts';
import { Silence } from './validate/silence.ts';

/** Checks the versions of one script, as an editor has them. */
export interface Checker {
  /**
   * What `check` says of this text, to the letter; fast where little changed since the last one:
   * only the commands that changed are read again.
   */
  check(text: string): Diagnostic[];
}

/** Makes a checker for one document. It keeps the tree of the newest version, and no other. */
export function createChecker(options: CheckOptions = {}): Checker {
  const parser = new IncrementalParser();
  const seen: Seen = { silence: new Silence(), memory: new WeakMap() };
  return { check: (text) => checkParsed(parser.read(text), options, seen) };
}
