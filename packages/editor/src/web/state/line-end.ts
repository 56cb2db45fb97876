const MARK = '\ufeff';

/**
 * The text as the page edits it: no byte-order mark, every line end a line feed.
 * The server's own text is kept beside it; `restoreLineEnds` of the parser leads back.
 */
export function toEditingText(serverText: string): string {
  const text = serverText.startsWith(MARK) ? serverText.slice(1) : serverText;
  return text.replace(/\r\n?/g, '\n');
}
