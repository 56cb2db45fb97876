import { serverErrorLimit } from '../limits.ts';

/** One complaint of a server about a script. */
export interface ServerError {
  /** From 1; `null` when the server does not say. */
  readonly line: number | null;
  readonly message: string;
  readonly severity: 'error' | 'warning';
}

/** `name: line 6: error: …` (Dovecot), `line 6: …` (Cyrus), `error: …`; the name may lack. */
const complaint =
  /^(?:.*?: )??(?:line (?<line>\d{1,9}): (?:(?<kind>error|warning|info): )?|(?<bare>error|warning|info): )(?<message>.*)$/;

/** How Dovecot closes its list; says nothing that the others do not. */
const summary = /^(?:parse|validation|code generation) failed\.?$/;

/**
 * Reads the compile errors and warnings that Dovecot and Cyrus give to PUTSCRIPT and CHECKSCRIPT.
 * Any text gives something: what fits no known form is a complaint with no line. At most a
 * thousand are read.
 */
export function parseServerErrors(text: string): ServerError[] {
  const found: ServerError[] = [];
  for (const line of text.split(/\r\n|\n|\r/)) {
    if (line.trim() === '') continue;
    if (found.length === serverErrorLimit) break;
    found.push(readComplaint(line));
  }
  const telling = found.filter((error) => !summary.test(error.message));
  return telling.length > 0 ? telling : found;
}

function readComplaint(text: string): ServerError {
  const groups = complaint.exec(text)?.groups;
  if (groups === undefined) return { line: null, message: text.trim(), severity: 'error' };
  const kind = groups.kind ?? groups.bare;
  return {
    line: groups.line === undefined ? null : Number(groups.line),
    message: (groups.message ?? '').trim(),
    severity: kind === 'warning' || kind === 'info' ? 'warning' : 'error',
  };
}

/** Writes complaints so that `parseServerErrors` reads them back, one a line. */
export function formatServerErrors(errors: readonly ServerError[]): string {
  return errors
    .map(({ line, severity, message }) => {
      const place = line === null ? '' : `line ${line}: `;
      return `${place}${severity}: ${message.replace(/\s+/g, ' ').trim()}\r\n`;
    })
    .join('');
}
