/** Value of a quoted string, given what stands between its quotes: `\` escapes undone. */
export function unescapeQuoted(inner: string): string {
  let value = '';
  let from = 0;
  let backslash = inner.indexOf('\\');
  // A last one escapes nothing.
  while (backslash >= 0 && backslash < inner.length - 1) {
    value += inner.slice(from, backslash);
    from = backslash + 1;
    backslash = inner.indexOf('\\', from + 1);
  }
  return from === 0 ? inner : value + inner.slice(from);
}

/**
 * Value of a multi-line string as written, from `text:` to its closing dot (RFC 5228
 * section 2.4.2): dot-stuffing undone, line ends as written.
 */
export function readMultiLine(raw: string): string {
  const start = raw.indexOf('\n') + 1;
  if (start === 0) return '';
  let end = raw.length;
  if (raw.endsWith('\n')) end -= raw.endsWith('\r\n') ? 2 : 1;
  const closed = raw[end - 1] === '.' && raw[end - 2] === '\n';
  const inner = raw.slice(start, closed ? end - 1 : raw.length);
  return inner.replace(/(^|\n)\.\./g, '$1.');
}
