import type { JSX } from 'preact';
import { useApp } from '../component/app-context.ts';
import { type ControlAttributes, Field } from '../component/field.tsx';
import { message } from '../message/message.ts';
import type { VacationForm } from '../state/vacation-form.ts';
import { fieldReason } from './vacation-reasons.ts';

interface VacationFieldsProps {
  /** Fields that somebody has left: their problems are shown. */
  readonly touched: ReadonlySet<keyof VacationForm>;
  readonly onTouch: (field: keyof VacationForm) => void;
}

/** Subject, message, days, addresses and dates of the reply. */
export function VacationFields(props: VacationFieldsProps): JSX.Element {
  const app = useApp();
  const m = message.value;
  const noDates = app.supports('date') && app.supports('relational') ? undefined : true;
  const text = { ...props, form: app.vacation.form.value };
  return (
    <div class="form-grid">
      <TextField {...text} class="full" name="subject" label={m.subject} hint={m.subjectHint} />
      <TextField {...text} class="full" name="message" label={m.message} rows={7} />
      <TextField
        {...text}
        name="start"
        label={m.firstDay}
        type="date"
        disabled={noDates}
        hint={noDates ? m.datesUnsupported : m.datesHint}
      />
      <TextField {...text} name="end" label={m.lastDay} type="date" disabled={noDates} />
      <TextField {...text} name="days" label={m.days} type="number" />
      <TextField
        {...text}
        class="full"
        name="addresses"
        label={m.addresses}
        hint={m.addressesHint}
        rows={3}
      />
    </div>
  );
}

interface TextFieldProps extends VacationFieldsProps {
  readonly form: VacationForm;
  readonly name: Exclude<keyof VacationForm, 'enabled'>;
  readonly label: string;
  readonly hint?: string;
  readonly type?: 'date' | 'number';
  readonly rows?: number;
  readonly disabled?: boolean | undefined;
  readonly class?: string;
}

function TextField(props: TextFieldProps): JSX.Element {
  const { vacation } = useApp();
  const { name, form } = props;
  // Who tried to save sees all that is wrong.
  const told = props.touched.has(name) || vacation.stopped.value;
  const problem = told ? fieldReason(vacation, name) : undefined;
  const common = (control: ControlAttributes) => ({
    ...control,
    value: form[name],
    disabled: props.disabled,
    onBlur: () => props.onTouch(name),
    onInput: (event: { readonly currentTarget: { readonly value: string } }) =>
      vacation.change({ [name]: event.currentTarget.value }),
  });
  return (
    <Field label={props.label} hint={props.hint} problem={problem} class={props.class ?? ''}>
      {(control) => {
        if (props.rows) return <textarea {...common(control)} rows={props.rows} />;
        if (props.type === 'date') return <input {...common(control)} type="date" />;
        if (props.type !== 'number') return <input {...common(control)} />;
        return <input {...common(control)} type="number" min={1} max={365} />;
      }}
    </Field>
  );
}
