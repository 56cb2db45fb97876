import { parseServerErrors } from '@sievekit/managesieve';
import { showName } from './show-name.ts';

/** What a server complains about in a script. */
export interface Complaint {
  /** From 1; null where the server names none. */
  readonly line: number | null;
  readonly severity: 'error' | 'warning';
  readonly message: string;
}

/** Reads a refusal of PUTSCRIPT or CHECKSCRIPT, or its warnings. */
export function readComplaints(text: string, severity: Complaint['severity']): Complaint[] {
  return parseServerErrors(text).map(({ line, message, severity: own }) => ({
    line,
    severity: severity === 'warning' ? severity : own,
    message,
  }));
}

/** Complaints as lines `file:line: message`, safe to print. */
export function printComplaints(file: string, complaints: readonly Complaint[]): string {
  return complaints
    .map(({ line, severity, message }) => {
      const place = line === null ? file : `${file}:${line}`;
      const kind = severity === 'warning' ? 'warning: ' : '';
      return `${place}: ${kind}${showName(message)}\n`;
    })
    .join('');
}
