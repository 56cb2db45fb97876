/** What a .netrc file holds for one machine. */
export interface NetrcEntry {
  /** null: the entry `default`, which fits any machine. */
  readonly machine: string | null;
  readonly login?: string;
  readonly password?: string;
}

/**
 * Reads a .netrc file: `machine`, `default`, `login`, `password`, `account`, `macdef`. A value in
 * double quotes may hold blanks, and `\` takes the next character as it is. What is no entry is
 * passed over, as ftp and curl do.
 */
export function parseNetrc(text: string): NetrcEntry[] {
  const words = splitWords(text);
  const entries: { machine: string | null; login?: string; password?: string }[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at];
    if (word === 'default') entries.push({ machine: null });
    else if (word === 'machine') entries.push({ machine: words[++at] ?? '' });
    else if (word === 'login' || word === 'password') {
      const value = words[++at];
      const entry = entries.at(-1);
      if (entry !== undefined && value !== undefined) entry[word] = value;
    } else if (word === 'account') at++;
  }
  return entries;
}

/** The password for a user on a host: of the first entry that fits both. */
export function findInNetrc(
  entries: readonly NetrcEntry[],
  host: string,
  username: string,
): string | undefined {
  const found = entries.find(
    ({ machine, login, password }) =>
      password !== undefined &&
      (machine === null ? login === username : machine.toLowerCase() === host.toLowerCase()) &&
      (login === undefined || login === username),
  );
  return found?.password;
}

function splitWords(text: string): string[] {
  // A macro runs to the next empty line.
  const plain = `${text}\n\n`.replace(/^[ \t]*macdef\b[\s\S]*?\r?\n[ \t]*\r?\n/gm, '\n');
  const words: string[] = [];
  for (const line of plain.split(/\r?\n/)) {
    for (const [word] of line.matchAll(/"(?:[^"\\]|\\.)*"?|\S+/g)) {
      // A comment ends the line; a password may begin with #.
      if (word.startsWith('#') && words.at(-1) !== 'password') break;
      words.push(word.startsWith('"') ? unquote(word) : word);
    }
  }
  return words;
}

function unquote(word: string): string {
  const inner = /^"((?:[^"\\]|\\.)*)/.exec(word)?.[1] ?? '';
  return inner.replace(/\\(.)/g, '$1');
}
