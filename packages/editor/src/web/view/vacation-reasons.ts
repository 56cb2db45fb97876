import { message } from '../message/message.ts';
import { type VacationForm, wrongAddresses } from '../state/vacation-form.ts';
import type { VacationStore } from '../state/vacation-store.ts';

/** What keeps a field of the reply from being written; nothing when all is well. */
export function fieldReason(vacation: VacationStore, name: keyof VacationForm): string | undefined {
  const code = vacation.problems.value[name];
  return code && message.value.problem(code, wrongAddresses(vacation.form.value));
}

/** Everything that keeps the form from being written, in the order of its fields. */
export function vacationReasons(vacation: VacationStore): string[] {
  const m = message.value;
  const labels = [
    ['subject', m.subject],
    ['message', m.message],
    ['end', m.lastDay],
    ['days', m.days],
    ['addresses', m.addresses],
  ] as const;
  const reasons = labels.flatMap(([name, label]) => {
    const reason = fieldReason(vacation, name);
    return reason ? [`${label}: ${reason}`] : [];
  });
  const refusal = vacation.refusal.value;
  return refusal ? [...reasons, refusal] : reasons;
}
