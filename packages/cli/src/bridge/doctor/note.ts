/** What one look found. */
export interface Note {
  /** What was looked at, in a word or two. */
  readonly name: string;
  /** `warn`: it works, and yet somebody should know. `skip`: it could not be looked at. */
  readonly status: 'ok' | 'warn' | 'fail' | 'skip';
  readonly detail: string;
  /** With `warn` and `fail`: what to do. */
  readonly mend?: string;
}

/** All is well there. */
export function fine(name: string, detail: string): Note {
  return { name, status: 'ok', detail };
}

/** It keeps mails from being learned. */
export function broken(name: string, detail: string, mend: string): Note {
  return { name, status: 'fail', detail, mend };
}

/** Somebody should know. */
export function doubtful(name: string, detail: string, mend: string): Note {
  return { name, status: 'warn', detail, mend };
}

/** It could not be looked at. */
export function skipped(name: string, detail: string): Note {
  return { name, status: 'skip', detail };
}

/**
 * What others may not do, told by the bit of it in a file's mode; null where they may. Where the
 * file's group may, all is well if that is the group of the mail processes.
 *
 * @param note as it is when nobody else may
 */
export function unlessOthersMay(mode: number, bit: 1 | 4, note: Note): Note | null {
  if ((mode & bit) !== 0) return null;
  if ((mode & (bit << 3)) === 0) return note;
  return {
    ...note,
    status: 'warn',
    detail: `${note.detail}; its group may`,
    mend: `See that it is the group of Dovecot's mail processes, or: ${note.mend}`,
  };
}
