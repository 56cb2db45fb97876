import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isBridgeError } from '../error.ts';
import { defaultLimits } from '../limits.ts';
import { createHeaderParser, type ScriptHeader } from './header.ts';

const whole = 'VERSION\tscript\t4\t0\nenv_USER=alice\nenv_HOME=/home/a\n-\nv=1\nto=Junk\n\n';

interface Read {
  header: ScriptHeader;
  message: string;
}

function read(chunks: readonly Buffer[], limits = defaultLimits): Read | null {
  const parser = createHeaderParser(limits);
  for (const [at, chunk] of chunks.entries()) {
    const found = parser.push(chunk);
    if (found !== null) {
      const message = Buffer.concat([found.rest, ...chunks.slice(at + 1)]).toString('latin1');
      return { header: found.header, message };
    }
  }
  return null;
}

function readText(text: string, limits = defaultLimits): Read | null {
  return read([Buffer.from(text, 'latin1')], limits);
}

function failure(text: string, limits = defaultLimits): string {
  try {
    readText(text, limits);
  } catch (error) {
    if (isBridgeError(error)) return `${error.code}: ${error.message}`;
  }
  return 'none';
}

describe('createHeaderParser', () => {
  it('reads environment, arguments, and where the message begins', () => {
    const found = readText(`${whole}Subject: x\r\n\r\n`);
    expect(found?.header.environment).toEqual(
      new Map([
        ['USER', 'alice'],
        ['HOME', '/home/a'],
      ]),
    );
    expect(found?.header.args).toEqual(['v=1', 'to=Junk']);
    expect(found?.header.reply).toBe(true);
    expect(found?.message).toBe('Subject: x\r\n\r\n');
  });

  it('knows a peer that wants no answer', () => {
    expect(readText('VERSION\tscript\t4\t0\nnoreply\n\n')?.header.reply).toBe(false);
  });

  it('takes a later minor version', () => {
    expect(readText('VERSION\tscript\t4\t9\n-\n\n')?.message).toBe('');
  });

  it.each(['', 'VERSION\tscript\t4\t0', 'VERSION\tscript\t4\t0\n-\n', whole.slice(0, -1)])(
    'waits for more after %j',
    (text) => {
      expect(readText(text)).toBeNull();
    },
  );

  it.each([
    ['no VERSION', 'GET / HTTP/1.1\n', 'protocol: the first line is not "VERSION script 4"'],
    [
      'another protocol',
      'VERSION\tdict\t4\t0\n',
      'protocol: the first line is not "VERSION script 4"',
    ],
    [
      'another major version',
      'VERSION\tscript\t5\t0\n',
      'protocol: the first line is not "VERSION script 4"',
    ],
    [
      'an argument too early',
      'VERSION\tscript\t4\t0\nv=1\n',
      'protocol: a line before "-" is not env_NAME=value',
    ],
    [
      'a variable twice',
      'VERSION\tscript\t4\t0\nenv_USER=a\nenv_USER=b\n',
      'protocol: env_USER stands there twice',
    ],
    [
      'a bad escape',
      'VERSION\tscript\t4\t0\nenv_USER=\x01x\n',
      'protocol: a line holds byte 0x01 with none of 0, 1, t, r, n after it',
    ],
    [
      'an escape cut short',
      'VERSION\tscript\t4\t0\nenv_USER=\x01\n',
      'protocol: a line holds byte 0x01 with none of 0, 1, t, r, n after it',
    ],
    [
      'bytes that are no UTF-8',
      'VERSION\tscript\t4\t0\nenv_USER=\xff\n',
      'protocol: a line is not UTF-8',
    ],
  ])('refuses %s', (_what, text, message) => {
    expect(failure(text)).toBe(message);
  });

  it.each([
    ['bytes of header', { headerBytes: 100 }, `VERSION\tscript\t4\t0\n-\n${'a=b\n'.repeat(30)}`],
    ['bytes in one line', { lineBytes: 50 }, `VERSION\tscript\t4\t0\nenv_A=${'x'.repeat(60)}`],
    [
      'lines of environment or arguments',
      { headerLines: 3 },
      `VERSION\tscript\t4\t0\n-\n${'a=b\n'.repeat(4)}`,
    ],
  ])('allows only so many %s', (what, limits, text) => {
    expect(failure(text, { ...defaultLimits, ...limits })).toBe(
      `limit: more than ${Object.values(limits)[0]} ${what}`,
    );
  });

  it('undoes every escape', () => {
    const args = readText('VERSION\tscript\t4\t0\n-\nto=a\x010b\x011c\x01td\x01re\x01nf\n\n')
      ?.header.args;
    expect(args).toEqual(['to=a\0b\x01c\td\re\nf']);
  });

  it('reads the same however the bytes are cut', () => {
    const bytes = Buffer.from(`${whole}To: \xe4\r\n\r\nbody\n\n`, 'latin1');
    const expected = read([bytes]);
    fc.assert(
      fc.property(fc.array(fc.nat(bytes.length), { maxLength: 12 }), (cuts) => {
        const at = [0, ...cuts.sort((a, b) => a - b), bytes.length];
        const chunks = at.slice(1).map((end, index) => bytes.subarray(at[index], end));
        expect(read(chunks)).toEqual(expected);
      }),
    );
    expect(read([...bytes].map((byte) => Buffer.from([byte])))).toEqual(expected);
  });

  it('throws nothing but its own errors, whatever it is given', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 80 }), { maxLength: 8 }), (chunks) => {
        try {
          read([
            Buffer.from('VERSION\tscript\t4\t0\n'),
            ...chunks.map((chunk) => Buffer.from(chunk)),
          ]);
        } catch (error) {
          expect(isBridgeError(error)).toBe(true);
        }
      }),
    );
  });
});
