import { BridgeError } from '../error.ts';
import type { BridgeLimits } from '../limits.ts';
import { unescapeLine } from './unescape.ts';

/** What Dovecot says before the message. */
export interface ScriptHeader {
  /** Only variables that are set: USER, HOME, HOST. */
  readonly environment: ReadonlyMap<string, string>;
  readonly args: readonly string[];
  /** False after `noreply`: the peer does not wait for `+` or `-`. */
  readonly reply: boolean;
}

/** Reads the header piece by piece, however the bytes are cut. */
export interface HeaderParser {
  /**
   * Takes the next bytes. Null means that more are needed; otherwise `rest` is where the message
   * begins, and nothing may be pushed any more.
   *
   * @throws BridgeError `protocol` or `limit`
   */
  push(chunk: Buffer): { readonly header: ScriptHeader; readonly rest: Buffer } | null;
}

const NEWLINE = 0x0a;
const VERSION = /^VERSION\tscript\t4\t\d+$/;
const VARIABLE = /^env_([A-Z][A-Z0-9_]*)=(.*)$/s;

type Limits = Pick<BridgeLimits, 'headerBytes' | 'lineBytes' | 'headerLines'>;

/** A parser for one connection of Dovecot's script protocol, version 4. */
export function createHeaderParser(limits: Limits): HeaderParser {
  const lines = createLineReader();
  let unfinished: Buffer = Buffer.alloc(0);
  let bytes = 0;

  return {
    push(chunk) {
      let start = 0;
      for (;;) {
        const end = chunk.indexOf(NEWLINE, start);
        const piece = chunk.subarray(start, end < 0 ? chunk.length : end);
        bytes += piece.length + 1;
        limit(bytes, limits.headerBytes, 'bytes of header');
        limit(unfinished.length + piece.length, limits.lineBytes, 'bytes in one line');
        const line = unfinished.length > 0 ? Buffer.concat([unfinished, piece]) : piece;
        if (end < 0) {
          bytes -= 1;
          unfinished = line;
          return null;
        }
        unfinished = Buffer.alloc(0);
        start = end + 1;
        const header = lines.read(line);
        if (header !== null) return { header, rest: chunk.subarray(start) };
        limit(lines.count(), limits.headerLines, 'lines of environment or arguments');
      }
    },
  };
}

function limit(value: number, most: number, what: string): void {
  if (value > most) throw new BridgeError('limit', `more than ${most} ${what}`);
}

/** Gives the header at the empty line that ends it, null before. */
function createLineReader(): { read(line: Buffer): ScriptHeader | null; count(): number } {
  const environment = new Map<string, string>();
  const args: string[] = [];
  let part: 'version' | 'environment' | 'arguments' = 'version';
  let reply = true;

  return {
    count: () => Math.max(environment.size, args.length),
    read(line) {
      if (part === 'arguments') {
        if (line.length === 0) return { environment, args, reply };
        args.push(unescapeLine(line));
      } else if (part === 'version') {
        readVersion(line);
        part = 'environment';
      } else if (line.equals(REPLY) || line.equals(NO_REPLY)) {
        reply = line.equals(REPLY);
        part = 'arguments';
      } else {
        readVariable(unescapeLine(line), environment);
      }
      return null;
    },
  };
}

const REPLY = Buffer.from('-');
const NO_REPLY = Buffer.from('noreply');

function readVersion(line: Buffer): void {
  if (!VERSION.test(line.toString('latin1'))) {
    throw new BridgeError('protocol', 'the first line is not "VERSION script 4"');
  }
}

function readVariable(line: string, environment: Map<string, string>): void {
  const [, name, value] = VARIABLE.exec(line) ?? [];
  if (name === undefined || value === undefined) {
    throw new BridgeError('protocol', 'a line before "-" is not env_NAME=value');
  }
  if (environment.has(name)) {
    throw new BridgeError('protocol', `env_${name} stands there twice`);
  }
  environment.set(name, value);
}
