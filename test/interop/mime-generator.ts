import * as fc from 'fast-check';
import { quote } from './run-generator.ts';

// Messages of several parts, and tests that look into them.

const pick = <Value>(values: readonly Value[]): fc.Arbitrary<Value> => fc.constantFrom(...values);

// Each part has a field: where one has none, the server leaves out the fields of those behind it.
const leaf = pick([
  'X-P: q; name="v w"\r\n\r\nplain part\r\n',
  'Content-Type: text/plain\r\n\r\n',
  'Content-Type: text/html\r\n\r\n<p>html &amp; <b>bold</b> &eacute;</p>\r\n',
  'Content-Type: text/html; charset="utf-8"\r\n\r\n<!-- no --><i title=">">é</i>&nbsp;&euro;&lt;x&gt;\r\n',
  'Content-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\ncaf=E9 soft=\r\nbreak =3D\r\n',
  'Content-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\n\r\naGVsbG8gd29ybGQ=\r\n',
  'Content-Type: application/pdf; name=x.pdf\r\nContent-Disposition: attachment; filename="y.pdf"\r\nContent-Transfer-Encoding: base64\r\n\r\nAAECAw==\r\n',
  'Content-Type: text/x-foo\r\nContent-Description: =?utf-8?q?caf=C3=A9?=\r\n\r\nfoo text\r\n',
  'Content-Type: message/rfc822\r\n\r\nSubject: inner list\r\nFrom: in@ner.org\r\n\r\ninner body\r\n',
]);
const multipart = (depth: number): fc.Arbitrary<string> =>
  fc
    .tuple(
      fc.array(
        depth === 0 ? leaf : fc.oneof({ weight: 3, arbitrary: leaf }, multipart(depth - 1)),
        {
          minLength: 1,
          maxLength: 3,
        },
      ),
      pick(['mixed', 'alternative', 'related']),
      pick(['', 'prologue\r\n', '\r\n']),
      pick(['', 'epilogue\r\n']),
      pick([true, true, true, false]),
    )
    .map(([parts, type, before, after, closed]) => {
      const boundary = `b${depth}`;
      const body = parts.map((part) => `--${boundary}\r\n${part}`).join('\r\n');
      const end = closed ? `\r\n--${boundary}--\r\n${after}` : '\r\n';
      return `Content-Type: multipart/${type}; boundary="${boundary}"\r\n\r\n${before}${body}${end}`;
    });

/** Messages with MIME parts in parts. */
export const mimeMessages: fc.Arbitrary<string> = fc
  .oneof({ weight: 4, arbitrary: multipart(1) }, leaf)
  .map((entity) => `From: bob@x.org\r\nSubject: outer\r\nMIME-Version: 1.0\r\n${entity}`);

const words = pick([
  ...['body', 'part', 'hello world', 'caf', 'café', 'é', '&', 'html', 'softbreak', 'inner', '€'],
  ...['Subject', 'prologue', 'epilogue', '<b>', 'foo text', '', 'plain part', 'bold', '--b', '='],
]);
const count = fc.tuple(pick([':count "ge"', ':count "eq"']), pick(['0', '1', '2', '3', '4']));

/** Tests of `body` (RFC 5173). */
export const bodyTests: fc.Arbitrary<string> = fc
  .tuple(
    pick([
      ...[':raw', ':text', '', ':content "text"', ':content "text/html"', ':content ""'],
      ...[':content "multipart"', ':content "message/rfc822"', ':content "application"'],
      ':content ["text/plain", "application/pdf"]',
    ]),
    fc.oneof(
      fc.tuple(pick([':contains', ':is']), words),
      fc.tuple(
        fc.constant(':matches'),
        words.map((word) => `*${word}*`),
      ),
      count,
    ),
  )
  .map(([kind, [type, key]]) => `body ${type} ${kind} ${quote(key)}`);

const value = pick([
  ...['text', 'html', 'plain', 'text/html', 'multipart/mixed', '*', 'rfc822', 'mixed', 'pdf'],
  ...['x.pdf', 'y.pdf', 'v w', 'utf-8', 'b1', '*inner*', 'outer', 'attachment', '*caf*'],
]);

/** Tests of header fields of parts (RFC 5703 section 4). */
export const mimeTests: fc.Arbitrary<string> = fc.oneof(
  fc
    .tuple(
      pick([':mime', ':mime :anychild']),
      pick([
        ':type',
        ':subtype',
        ':contenttype',
        '',
        ':param "name"',
        ':param ["boundary", "filename"]',
        ':param "charset"',
      ]),
      pick(['content-type', 'content-disposition', 'x-p', 'subject', 'content-description']),
      value,
    )
    .map(
      ([where, what, name, key]) => `header ${where} ${what} :matches ${quote(name)} ${quote(key)}`,
    ),
  fc
    .tuple(
      pick([':mime', ':mime :anychild']),
      pick(['Subject', 'x-p', 'content-transfer-encoding', 'content-type']),
    )
    .map(([where, name]) => `exists ${where} ${quote(name)}`),
  fc
    .tuple(pick([':mime', ':mime :anychild']), pick(['ner.org', 'x.org']))
    .map(([where, key]) => `address ${where} :domain "from" ${quote(key)}`),
);
