const classes: Readonly<Record<string, string>> = {
  alnum: 'a-zA-Z0-9',
  alpha: 'a-zA-Z',
  ascii: '\\x00-\\x7f',
  blank: ' \\t',
  cntrl: '\\x00-\\x1f',
  digit: '0-9',
  graph: '!-~',
  lower: 'a-z',
  print: ' -~',
  punct: '!-\\/',
  space: '\\s',
  upper: 'A-Z',
  word: '\\w',
  xdigit: '0-9a-fA-F',
};

const repeatMax = 65535;

/**
 * What is wrong with a regular expression of Perl's kind, as servers read it that give it to PCRE;
 * null where nothing is. JavaScript's kind is the same but for what is put in its place here.
 */
export function perlRegexProblem(pattern: string): string | null {
  if (/(?<!\\)(?:\\\\)*\\[1-9]/.test(pattern)) return 'it refers back to a group';
  const counts = pattern.matchAll(/\{(\d+)(?:,(\d*))?\}/g);
  for (const [, least = '', most = ''] of counts) {
    if (Math.max(Number(least), Number(most)) > repeatMax)
      return `{…} counts up to ${repeatMax} only`;
  }
  let problem: string | null = null;
  const translated = pattern
    .replace(/^\(\?[imsx]+\)/, '')
    .replace(/\[([:.=])\^?([^\]]{0,8}?)\1\]/g, (whole, mark, name: string) => {
      const members = mark === ':' ? classes[name] : undefined;
      if (members === undefined) problem = `there is no class ${whole}`;
      return members ?? 'x';
    })
    .replace(/([*+?}])\+/g, (_, repeat: string) => repeat);
  if (problem !== null) return problem;
  try {
    new RegExp(translated);
    return null;
  } catch (error) {
    const reason = error instanceof Error ? error.message : '';
    return reason.slice(reason.lastIndexOf(': ') + 2) || 'it cannot be read';
  }
}
