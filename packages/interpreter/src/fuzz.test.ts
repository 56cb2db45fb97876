import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { isInterpreterError } from './error.ts';
import { readMessage } from './message/message.ts';
import { allParts } from './message/part.ts';
import { type Program, prepare } from './program.ts';

const pieces = [
  ...['Subject: ', 'From: ', 'Content-Type: ', 'multipart/mixed; boundary=', 'b', '"', '--b', '--'],
  ...['\r\n', '\n', '\r', ' ', '\t', ':', ';', '=', '=?utf-8?q?=C3?=', '=?x?b?!?=', '<', '>', '@'],
  ...['(', ')', '\\', ',', 'a@b.test', 'text/html', 'message/rfc822', '&#x;', '<!--', '\0', '\xff'],
  ...['Content-Transfer-Encoding: base64', 'quoted-printable', 'charset=utf-16', 'Date: ', '1 Feb'],
  ...['*0=', "*=utf-8''%", '<blockquote>', '&amp', '\n\n', 'Received: ', 'x'],
];
const octets = fc
  .array(fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 4 })), { maxLength: 60 })
  .map((parts) => Uint8Array.from(parts.join(''), (unit) => unit.charCodeAt(0) & 0xff));

const extensions =
  'require ["body", "mime", "foreverypart", "extracttext", "variables", "fileinto", "date", ' +
  '"editheader", "vacation", "regex", "relational", "replace", "enclose", "envelope", "ihave", "subaddress"];\n';
const everything = prepare(
  `${extensions}if anyof(body :contains "zz", body :raw :regex "z+q", body :content "" :is "zz",
  address :domain ["from", "to"] "zz", header :mime :anychild :param "charset" "content-type" "zz",
  date "date" "year" "zz", date :originalzone "received" "std11" "zz", envelope :detail "from" "zz") { stop; }
foreverypart { extracttext :upper "v"; set "w" "\${w}\${v}"; replace :mime "\${v}"; }
addheader "X-A" "\${w}"; enclose "\${w}"; vacation :mime "\${w}"; fileinto "\${w}";`,
);

it('runs on any octets', () => {
  void fc.assert(
    fc.property(octets, (bytes) => {
      const message = readMessage(bytes);
      expect(message.size).toBe(bytes.length);
      for (const { start, from, to } of allParts(message.root)) {
        expect(start <= from && from <= to && to <= bytes.length).toBe(true);
      }
      everything.run(message, { envelope: { from: 'a@b.test', to: 'c@d.test' }, trace: true });
    }),
    { numRuns: 500 },
  );
});

const words = [
  ...[
    'if',
    'elsif',
    'else',
    'require',
    'stop',
    'keep',
    'set',
    'fileinto',
    'header',
    'not',
    'anyof',
  ],
  ...[
    'allof',
    'true',
    'foreverypart',
    'break',
    'ihave',
    'error',
    'address',
    'body',
    'string',
    'size',
  ],
  ...[
    ':matches',
    ':regex',
    ':count',
    ':value',
    ':over',
    ':mime',
    ':is',
    ':contains',
    ':index',
    '1',
  ],
  ...['"subject"', '"a"', '"${1}"', '"gt"', '"*?\\\\"', '"["', '["a", "b"]', '"i;octet"', '10K'],
  ...['{', '}', '(', ')', ',', ';', ';', '[', ']', ':comparator', '# x\n', '"'],
];
const scripts = fc
  .array(fc.constantFrom(...words), { maxLength: 40 })
  .map((list) => extensions + list.join(' '));
const statements = fc
  .array(
    fc.constantFrom(
      'if header :matches "subject" "*${1}*" { keep; }',
      'set "v" "${v}${v}x";',
      'if string :regex "${v}" "(x|${v})*" { fileinto "${1}"; }',
      'foreverypart { foreverypart { replace "${v}"; } break; }',
      'addheader "X-${v}" "${v}";',
      'deleteheader "subject";',
      'vacation :subject "${v}" "x";',
      'if ihave "nothing" { frobnicate; }',
      'enclose "${v}";',
      'stop;',
      'error "${v}";',
    ),
    { maxLength: 30 },
  )
  .map((list) => extensions + list.join('\n'));

it('runs any script, or refuses it', () => {
  void fc.assert(
    fc.property(fc.oneof(scripts, statements), octets, (text, bytes) => {
      let program: Program;
      try {
        program = prepare(text);
      } catch (error) {
        if (isInterpreterError(error)) return;
        throw error;
      }
      const result = program.run(bytes, { trace: true });
      expect(result.errors.length === 0 || result.implicitKeep).toBe(true);
    }),
    { numRuns: 1000 },
  );
});
