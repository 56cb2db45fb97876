import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { useApp } from '../component/app-context.ts';
import { message } from '../message/message.ts';
import type { VacationForm } from '../state/vacation-form.ts';
import { Broken } from './rules.tsx';
import { VacationFields } from './vacation-fields.tsx';

/** The vacation reply as a form; what is complete is in the script at once. */
export function VacationView(): JSX.Element {
  const app = useApp();
  const m = message.value;
  const { vacation, analysis } = app;
  if (vacation.kind.value === 'broken') return <Broken />;
  if (vacation.kind.value === 'code') {
    const code = analysis.vacation.value;
    return (
      <div class="column empty">
        <h2>{m.vacationUnsupported}</h2>
        <button
          type="button"
          class="button"
          onClick={() => app.reveal(code && 'from' in code ? code.from : 0, 0)}
        >
          {m.showInText}
        </button>
      </div>
    );
  }
  if (!app.supports('vacation')) {
    return (
      <div class="column empty">
        <h2>{m.vacationNoServer}</h2>
      </div>
    );
  }
  return <VacationEditor />;
}

function VacationEditor(): JSX.Element {
  const { vacation, notice } = useApp();
  const m = message.value;
  const [touched, setTouched] = useState<ReadonlySet<keyof VacationForm>>(new Set());
  const form = vacation.form.value;
  const { pending, problems } = vacation;
  const missing = Object.values(problems.value);
  return (
    <div class="column stack">
      <p class="muted">{m.vacationLead}</p>
      <label class="vacation-switch">
        <input
          type="checkbox"
          role="switch"
          aria-checked={form.enabled}
          class="switch"
          checked={form.enabled}
          onChange={(event) => vacation.change({ enabled: event.currentTarget.checked })}
        />
        <span>
          <strong>{m.vacationSwitch}</strong>
          <span class="small muted">{form.enabled ? m.vacationOnNow : m.vacationOff}</span>
        </span>
      </label>
      <div role="status">
        {pending.value && (
          <p class="banner" data-tone="warning">
            {m.vacationPending} {missing[0] ? m.problem(missing[0]) : vacation.refusal.value}
          </p>
        )}
      </div>
      <VacationFields
        problems={problems.value}
        touched={touched}
        onTouch={(field) => setTouched(new Set([...touched, field]))}
      />
      {vacation.exists.value && (
        <div>
          <button
            type="button"
            class="button"
            data-kind="danger"
            onClick={() => {
              vacation.remove();
              notice.value = m.vacationRemoved;
            }}
          >
            {m.vacationRemove}
          </button>
        </div>
      )}
    </div>
  );
}
