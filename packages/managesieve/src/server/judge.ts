import type { ServerLimits } from '../limits.ts';
import { formatServerErrors, type ServerError } from '../protocol/server-error.ts';
import type { OutgoingResponse } from '../wire/encode.ts';
import type { CheckResult, Complaint } from './config.ts';
import { Refusal } from './refusal.ts';

interface Judge {
  readonly check: (script: Uint8Array) => CheckResult;
  readonly limits: ServerLimits;
}

/**
 * Has a script checked, and gives the response for one that is valid, with the warnings.
 *
 * @throws Refusal with the errors, by line
 */
export function judge(
  { check, limits }: Judge,
  script: Uint8Array,
  text: string,
): OutgoingResponse {
  const { errors, warnings } = check(script);
  const told = [...complain(errors, 'error'), ...complain(warnings, 'warning')];
  const complaints = formatServerErrors(told.slice(0, limits.complaints));
  if (errors.length > 0) throw new Refusal(complaints);
  if (warnings.length > 0) return { status: 'OK', code: 'WARNINGS', text: complaints };
  return { status: 'OK', text };
}

function complain(
  complaints: readonly Complaint[],
  severity: ServerError['severity'],
): ServerError[] {
  return complaints.map(({ line, message }) => ({ line, message, severity }));
}
