import { encodeUtf8 } from '../message/octets.ts';
import type { Run } from '../run/run.ts';

/** A string of the script, ready to be read in a run; what is read is an octet string. */
export interface Text {
  /** Its value where no run changes it, else null. */
  readonly constant: string | null;
  read(run: Run): string;
}

type Piece = string | ((run: Run) => string);

const reference = /\$\{((?:[a-z_]\w*\.)*(?:[a-z_]\w*|\d+)|\d+)\}/gi;

/** A string that is the same in each run. */
export function constantText(text: string): Text {
  const value = encodeUtf8(text);
  return { constant: value, read: () => value };
}

/** A string in which `${name}` and `${1}` stand for variables (RFC 5229 section 3). */
export function variableText(value: string): Text {
  const pieces: Piece[] = [];
  let end = 0;
  for (const match of value.matchAll(reference)) {
    pieces.push(encodeUtf8(value.slice(end, match.index)), pieceFor(match[1] ?? ''));
    end = match.index + match[0].length;
  }
  if (pieces.length === 0) return constantText(value);
  pieces.push(encodeUtf8(value.slice(end)));
  return { constant: null, read: (run) => join(pieces, run) };
}

function pieceFor(name: string): Piece {
  if (!/^\d+$/.test(name)) {
    const lower = name.toLowerCase();
    const [, space = '', item = ''] = /^(\w+)\.(.*)$/.exec(lower) ?? [];
    if (space === '' || space === 'global') return (run) => run.variables.get(lower);
    return (run) => {
      const { environment, namespaces } = run.options;
      const known = space === 'env' ? environment : namespaces?.[space];
      return encodeUtf8(known?.[item] ?? '');
    };
  }
  const index = Number(name);
  return (run) => run.matchValues[index] ?? '';
}

function join(pieces: readonly Piece[], run: Run): string {
  let text = '';
  for (const piece of pieces) text += typeof piece === 'string' ? piece : piece(run);
  return text;
}
