const MARK = '\ufeff';

/**
 * The text as the page edits it: no byte-order mark, every line end a line feed.
 * The server's own text is kept beside it; `restoreLineEnds` of the parser leads back.
 */
export function toEditingText(serverText: string): string {
  const text = serverText.startsWith(MARK) ? serverText.slice(1) : serverText;
  return toLineFeeds(text);
}

/** The text with every line end a line feed. */
export function toLineFeeds(text: string): string {
  return text.replace(/\r\n?/g, '\n');
}
