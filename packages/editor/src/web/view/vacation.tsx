import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { useApp } from '../component/app-context.ts';
import { message } from '../message/message.ts';
import type { VacationForm } from '../state/vacation-form.ts';
import { Broken } from './rules.tsx';
import { VacationFields } from './vacation-fields.tsx';
import { vacationReasons } from './vacation-reasons.ts';

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
  const pending = vacation.pending.value;
  const element = useRef<HTMLDivElement>(null);
  const goal = vacation.goal.value;
  useEffect(() => {
    if (!goal) return;
    vacation.goal.value = false;
    const wrong = element.current?.querySelector<HTMLElement>('[aria-invalid="true"]');
    (wrong ?? element.current?.querySelector<HTMLElement>('[role="switch"]'))?.focus();
  }, [goal, vacation]);
  return (
    <div ref={element} class="column stack">
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
          {!pending && (
            <span class="small muted">{form.enabled ? m.vacationOnNow : m.vacationOff}</span>
          )}
        </span>
      </label>
      <Pending />
      <VacationFields
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

/** That the form is not in the script, everything that keeps it out, and the way back. */
function Pending(): JSX.Element {
  const { vacation, notice } = useApp();
  const m = message.value;
  const pending = vacation.pending.value;
  const reasons = vacationReasons(vacation);
  return (
    <>
      <div role="status">
        {pending && (
          <div class="banner" data-tone="warning">
            <div>
              <strong>{m.vacationPending}</strong>
              <ul>
                {(reasons.length > 0 ? reasons : [m.vacationReady]).map((reason) => (
                  <li key={reason}>{reason}</li>
                ))}
              </ul>
            </div>
          </div>
        )}
      </div>
      {pending && (
        <div>
          <button
            type="button"
            class="button"
            onClick={() => {
              vacation.discard();
              notice.value = m.vacationDiscarded;
              // The button goes away, and must not take the focus with it.
              document.querySelector<HTMLElement>('.vacation-switch input')?.focus();
            }}
          >
            {m.vacationDiscard}
          </button>
        </div>
      )}
    </>
  );
}
