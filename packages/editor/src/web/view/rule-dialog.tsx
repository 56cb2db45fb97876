import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Choice } from '../component/choice.tsx';
import { Dialog } from '../component/dialog.tsx';
import { Field } from '../component/field.tsx';
import { FolderField } from '../component/folder-field.tsx';
import { Icon } from '../component/icon.tsx';
import { message } from '../message/message.ts';
import {
  blankCondition,
  type ConditionForm,
  checkRule,
  isComplete,
  type RuleForm,
  type RuleProblems,
} from '../state/rule-form.ts';
import { ConditionRow } from './condition-row.tsx';
import { DiscardRule } from './discard-rule.tsx';

interface RuleDialogProps {
  readonly isNew: boolean;
  readonly initial: RuleForm;
  /** Names of the other rules. */
  readonly taken: readonly string[];
  /** Whether the server can create folders. */
  readonly canCreate: boolean;
  /** The rule is complete; says why when it cannot be written all the same. */
  readonly onDone: (form: RuleForm) => string | null;
  readonly onClose: () => void;
}

/** The rule builder. */
export function RuleDialog(props: RuleDialogProps): JSX.Element {
  const m = message.value;
  const [form, setForm] = useState(props.initial);
  const [tried, setTried] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [leaving, setLeaving] = useState(false);
  const problems = checkRule(form, props.taken);
  const change = (fields: Partial<RuleForm>): void => {
    setForm({ ...form, ...fields });
    setRefusal(null);
  };
  const cancel = (): void => (form === props.initial ? props.onClose() : setLeaving(true));
  const submit = (): void => {
    setTried(true);
    if (isComplete(problems)) setRefusal(props.onDone(form));
    else requestAnimationFrame(focusFirstProblem);
  };
  const shown = tried ? problems : noProblems;
  return (
    <Dialog
      wide
      title={props.isNew ? m.newRuleTitle : m.editRuleTitle}
      onCancel={cancel}
      onSubmit={submit}
      actions={
        <>
          <button type="button" class="button" onClick={cancel}>
            {m.cancel}
          </button>
          <button type="submit" class="button" data-kind="primary">
            {m.done}
          </button>
        </>
      }
    >
      <Field label={m.ruleName} problem={shown.name && m.problem(shown.name)}>
        {(control) => (
          <input
            {...control}
            value={form.name}
            onInput={(event) => change({ name: event.currentTarget.value })}
          />
        )}
      </Field>
      <Conditions form={form} problems={shown} onChange={change} />
      <Action form={form} problems={shown} canCreate={props.canCreate} onChange={change} />
      <p role="alert" class="problem-text">
        {refusal}
      </p>
      {leaving && <DiscardRule onDiscard={props.onClose} onStay={() => setLeaving(false)} />}
    </Dialog>
  );
}

const noProblems: RuleProblems = { headers: new Map(), values: new Map() };

interface PartProps {
  readonly form: RuleForm;
  readonly problems: RuleProblems;
  readonly onChange: (fields: Partial<RuleForm>) => void;
}

function Conditions({ form, problems, onChange }: PartProps): JSX.Element {
  const m = message.value;
  const replace = (condition: ConditionForm): void =>
    onChange({
      conditions: form.conditions.map((old) => (old.id === condition.id ? condition : old)),
    });
  return (
    <fieldset>
      <legend class="join">
        <span id="join-label">{m.joinLegend}</span>
        <select
          class="input"
          aria-labelledby="join-label"
          value={form.join}
          onChange={(event) =>
            onChange({ join: event.currentTarget.value === 'allof' ? 'allof' : 'anyof' })
          }
        >
          <option value="anyof">{m.anyof}</option>
          <option value="allof">{m.allof}</option>
        </select>
      </legend>
      {form.conditions.map((condition, index) => (
        <ConditionRow
          key={condition.id}
          number={index + 1}
          condition={condition}
          headerProblem={problems.headers.get(condition.id)}
          valueProblem={problems.values.get(condition.id)}
          onChange={replace}
          onRemove={
            form.conditions.length > 1
              ? () => onChange({ conditions: form.conditions.filter((c) => c !== condition) })
              : undefined
          }
        />
      ))}
      <button
        type="button"
        class="button"
        data-kind="quiet"
        data-flush=""
        onClick={() => onChange({ conditions: [...form.conditions, blankCondition()] })}
      >
        <Icon name="plus" />
        {m.addCondition}
      </button>
    </fieldset>
  );
}

function Action({
  form,
  problems,
  canCreate,
  onChange,
}: PartProps & { readonly canCreate: boolean }): JSX.Element {
  const m = message.value;
  return (
    <fieldset class="stack">
      <legend class="only-heard">{m.actionLegend}</legend>
      <FolderField
        value={form.mailbox}
        problem={problems.mailbox && m.problem(problems.mailbox)}
        onChange={(mailbox) => onChange({ mailbox })}
      />
      <div>
        <Choice
          label={m.createFolder}
          checked={form.create}
          unavailable={canCreate ? undefined : m.createFolderUnsupported}
          onChange={(create) => onChange({ create })}
        />
        <Choice label={m.stopAfter} checked={form.stop} onChange={(stop) => onChange({ stop })} />
      </div>
    </fieldset>
  );
}

function focusFirstProblem(): void {
  document.querySelector<HTMLElement>('dialog [aria-invalid="true"]')?.focus();
}
