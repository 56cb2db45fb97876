import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isManageSieveError } from '../error.ts';
import { clientLimits, serverLimits } from '../limits.ts';
import { LineParser, type WireLine } from './line-parser.ts';
import type { Token } from './token.ts';

const limits = { line: 100, literal: 50, discard: 200, tokens: 8 };

/** Draws a line as a string: atoms bare, strings in guillemets. */
function draw(line: WireLine): string {
  const marks = { open: '(', close: ')' } as const;
  const words = line.tokens.map((token: Token) => {
    if (token.kind === 'atom') return token.text;
    return token.kind === 'string' ? `«${token.bytes.toString('latin1')}»` : marks[token.kind];
  });
  const fault = line.fault === null ? '' : ` !${line.fault.reason}`;
  return words.join(' ') + fault + (line.discarded > 0 ? ` -${line.discarded}` : '');
}

function parse(chunks: Iterable<Uint8Array>, by = limits): string[] {
  const parser = new LineParser(by);
  const lines: string[] = [];
  for (const chunk of chunks) {
    parser.push(chunk);
    for (let line = parser.next(); line !== undefined; line = parser.next()) lines.push(draw(line));
  }
  return lines;
}

const cases: [string, string, string[]][] = [
  ['an atom', 'NOOP\r\n', ['NOOP']],
  ['a bare line feed', 'NOOP\nLOGOUT\n', ['NOOP', 'LOGOUT']],
  ['an empty line', '\r\n', ['']],
  ['more spaces than needed', '  GETSCRIPT   "a" \r\n', ['GETSCRIPT «a»']],
  ['escapes', '"q\\"uo\\\\te"\r\n', ['«q"uo\\te»']],
  ['a number', 'HAVESPACE "x" 100\r\n', ['HAVESPACE «x» 100']],
  ['a literal of a client', 'GETSCRIPT {4+}\r\nmain\r\n', ['GETSCRIPT «main»']],
  ['a literal of a server', '{6}\r\nab\r\nc\n\r\nOK\r\n', ['«ab\r\nc\n»', 'OK']],
  ['an empty literal', '{0}\r\n\r\n', ['«»']],
  ['two literals', 'PUTSCRIPT {1+}\r\nn {2+}\r\nk;\r\n', ['PUTSCRIPT «n» «k;»']],
  ['a literal in a response code', 'OK (TAG {1}\r\nt) "Done"\r\n', ['OK ( TAG «t» ) «Done»']],
  ['a response code', 'NO (QUOTA/MAXSIZE) "Too big"\r\n', ['NO ( QUOTA/MAXSIZE ) «Too big»']],
  [
    'Dovecot’s referral without quotation marks',
    'NO (REFERRAL sieve://ref;AUTH=PLAIN@127.0.0.1:4293) "Moved"\r\n',
    ['NO ( REFERRAL sieve://ref;AUTH=PLAIN@127.0.0.1:4293 ) «Moved»'],
  ],
  ['a string that looks like a literal', 'NOOP "{5+}"\r\nNOOP\r\n', ['NOOP «{5+}»', 'NOOP']],
  ['an open string', 'GETSCRIPT "a\r\n', ['GETSCRIPT !a quoted string without an end']],
  [
    'a literal behind a bad escape, which must not be read as commands',
    'PUTSCRIPT "a\\n" {8+}\r\nLOGOUT\r\n\r\nNOOP\r\n',
    ['PUTSCRIPT !an unknown escape in a quoted string', 'NOOP'],
  ],
  [
    'a literal behind an open string',
    'PUTSCRIPT "a {8+}\r\nLOGOUT\r\n\r\nNOOP\r\n',
    ['PUTSCRIPT !a quoted string without an end', 'NOOP'],
  ],
  [
    'a NUL in a quoted string',
    'NOOP "a\0b"\r\n',
    ['NOOP !a NUL or a carriage return inside a quoted string'],
  ],
  ['a NUL in an atom', 'NO\0OP\r\n', ['!a control character in it']],
  [
    'quotation marks that Cyrus does not escape',
    '"q"uo\\te"\r\n',
    ['!a quotation mark inside a string that no backslash stands before'],
  ],
  [
    'a literal that is too large, and the command after it',
    `PUTSCRIPT "a" {60+}\r\n${'x'.repeat(60)}\r\nNOOP\r\n`,
    ['PUTSCRIPT «a» «» -60', 'NOOP'],
  ],
];

describe('LineParser', () => {
  it.each(cases)('reads %s', (_, text, expected) => {
    expect(parse([Buffer.from(text)]).map((line) => line.trim())).toEqual(expected);
  });

  it('reads the same lines from any pieces', () => {
    const all = Buffer.from(cases.map(([, text]) => text).join(''));
    const whole = parse([all]);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1 }), (sizes) => {
        const chunks: Buffer[] = [];
        for (let at = 0, turn = 0; at < all.length; turn++) {
          const size = sizes[turn % sizes.length] as number;
          chunks.push(all.subarray(at, at + size));
          at += size;
        }
        expect(parse(chunks)).toEqual(whole);
      }),
    );
  });

  it('reads any octets without failing but for its limits, and the same from any pieces', () => {
    const text = fc.string({
      unit: fc.constantFrom('"', '\\', '{', '}', '+', '3', '(', ')', ' ', 'a', '\r\n', '\0', 'é'),
      maxLength: 60,
    });
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 9 }), (content, size) => {
        const octets = Buffer.from(content);
        const pieces: Buffer[] = [];
        for (let at = 0; at < octets.length; at += size)
          pieces.push(octets.subarray(at, at + size));
        expect(attempt(pieces)).toEqual(attempt([octets]));
      }),
      { numRuns: 500 },
    );
  });

  it('knows whether anything is left', () => {
    const parser = new LineParser(limits);
    expect(parser.empty).toBe(true);
    parser.push(Buffer.from('OK\r\nX'));
    parser.next();
    expect(parser.empty).toBe(false);
    parser.push(Buffer.from(' {3}\r\n'));
    parser.next();
    expect(parser.empty).toBe(false);
    parser.push(Buffer.from('abc\r\n'));
    parser.next();
    expect(parser.empty).toBe(true);
  });
});

/** The lines, or what failed: the lines before a failure depend on the pieces. */
function attempt(pieces: Buffer[]): string[] | string {
  try {
    return parse(pieces);
  } catch (error) {
    return isManageSieveError(error) ? error.code : `a bug: ${error}`;
  }
}

describe('the limits of LineParser', () => {
  it.each([
    ['a line', `${'x'.repeat(limits.line - 2)}\r\n`, 'x\r\n'],
    ['a literal', `{${limits.literal + limits.discard}}\r\n`, ''],
    ['a literal of absurd size', '{99999999999999999999999}\r\n', ''],
    ['a literal in many', `${'{50}\r\n'.padEnd(56, 'x')}{201}\r\n`, ''],
    ['words', 'a b c d e f g h i\r\n', ''],
    ['empty literals', '{0}\r\n'.repeat(20), ''],
  ])('stop %s', (_, text, more) => {
    expect(attempt([Buffer.from(more === '' ? text : `x${text}`), Buffer.from(more)])).toBe(
      'limit',
    );
  });

  it('let through what is exactly as long as they say', () => {
    expect(parse([Buffer.from(`${'x'.repeat(limits.line - 2)}\r\n`)])).toHaveLength(1);
    expect(parse([Buffer.from(`{50}\r\n${'x'.repeat(50)}\r\n`)])).toHaveLength(1);
    expect(parse([Buffer.from('a b c d e f g h\r\n')])).toHaveLength(1);
  });

  it('stop a line that never ends before it is read', () => {
    const parser = new LineParser(clientLimits);
    parser.push(Buffer.alloc(clientLimits.line + 1, 'x'));
    expect(() => parser.next()).toThrow('longer than 65536');
  });

  it('stop a literal at its mark, before any of its octets', () => {
    const parser = new LineParser(clientLimits);
    parser.push(Buffer.from(`{${clientLimits.literal + 1}}\r\n`));
    expect(() => parser.next()).toThrow('16777216');
  });

  it('hold nothing of a literal that is thrown away', () => {
    const parser = new LineParser(serverLimits);
    parser.push(Buffer.from(`CHECKSCRIPT {${serverLimits.discard}+}\r\n`));
    const chunk = Buffer.alloc(64 * 1024);
    for (let sent = 0; sent < serverLimits.discard; sent += chunk.length) {
      expect(parser.next()).toBeUndefined();
      parser.push(chunk);
    }
    parser.push(Buffer.from('\r\n'));
    expect(parser.next()).toMatchObject({ discarded: serverLimits.discard });
  });
});

it('takes a literal of 16 MiB in small pieces in time in proportion to its size', () => {
  const size = 16 * 1024 * 1024;
  const parser = new LineParser(clientLimits);
  const started = performance.now();
  parser.push(Buffer.from(`{${size}}\r\n`));
  const piece = Buffer.alloc(512, 'x');
  for (let sent = 0; sent < size; sent += piece.length) {
    parser.push(piece);
    expect(parser.next() === undefined).toBe(true);
  }
  parser.push(Buffer.from('\r\n'));
  expect(parser.next()?.tokens).toMatchObject([{ bytes: { length: size } }]);
  expect(performance.now() - started).toBeLessThan(5000);
});

it('searches a long line once, however it is cut', () => {
  const parser = new LineParser({ ...clientLimits, line: 8 * 1024 * 1024 });
  const piece = Buffer.alloc(8, 'x');
  const started = performance.now();
  for (let sent = 0; sent < 3 * 1024 * 1024; sent += piece.length) {
    parser.push(piece);
    parser.next();
  }
  expect(performance.now() - started).toBeLessThan(3000);
});
