/** Value of a quoted string, given what stands between its quotes: `\` escapes undone. */
export function unescapeQuoted(inner: string): string {
  return inner.replace(/\\([\s\S])/g, '$1');
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
