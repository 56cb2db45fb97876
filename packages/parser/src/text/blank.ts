/** Where the spaces and tabs right before `at` start, no further back than `from`. */
export function startOfBlank(text: string, at: number, from = 0): number {
  let start = at;
  while (start > from && (text[start - 1] === ' ' || text[start - 1] === '\t')) start--;
  return start;
}

/** The same with the one line end before them, where there is one. */
export function startOfIndent(text: string, at: number, from = 0): number {
  const start = startOfBlank(text, at, from);
  if (start === from || text[start - 1] !== '\n') return start;
  return start - 1 > from && text[start - 2] === '\r' ? start - 2 : start - 1;
}

/** Where all white space right before `at` starts. */
export function startOfSpace(text: string, at: number, from = 0): number {
  let start = at;
  while (start > from && /\s/.test(text.charAt(start - 1))) start--;
  return start;
}
