import type { JSX } from 'preact';
import { useId } from 'preact/hooks';
import { Field } from '../component/field.tsx';
import { Icon } from '../component/icon.tsx';
import { message } from '../message/message.ts';
import type { ConditionForm, FieldProblem } from '../state/rule-form.ts';

interface ConditionRowProps {
  readonly number: number;
  readonly condition: ConditionForm;
  readonly headerProblem: FieldProblem | undefined;
  readonly valueProblem: FieldProblem | undefined;
  readonly onChange: (condition: ConditionForm) => void;
  /** Absent for the last one: a rule needs a condition. */
  readonly onRemove: (() => void) | undefined;
}

const headers = ['From', 'To', 'Cc', 'Subject', 'Reply-To', 'Sender', 'List-Id', 'X-Spam'];

/** One condition: header, match, value. */
export function ConditionRow(props: ConditionRowProps): JSX.Element {
  const { number, condition, onChange, onRemove } = props;
  const m = message.value;
  const listId = useId();
  const problem = (code: FieldProblem | undefined): string | undefined => code && m.problem(code);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset inside of a fieldset is no grid item
    <div class="condition" role="group" aria-label={m.conditionLegend(number)}>
      <Field label={m.header} problem={problem(props.headerProblem)}>
        {(control) => (
          <>
            <input
              {...control}
              list={listId}
              spellcheck={false}
              autoCapitalize="none"
              value={condition.header}
              onInput={(event) => onChange({ ...condition, header: event.currentTarget.value })}
            />
            <datalist id={listId}>
              {headers.map((header) => (
                <option key={header} value={header} />
              ))}
            </datalist>
          </>
        )}
      </Field>
      <MatchField condition={condition} onChange={onChange} />
      <Field
        label={m.value}
        hint={condition.match === 'matches' ? m.matchesHint : undefined}
        problem={problem(props.valueProblem)}
      >
        {(control) => (
          <input
            {...control}
            value={condition.value}
            onInput={(event) => onChange({ ...condition, value: event.currentTarget.value })}
          />
        )}
      </Field>
      <button
        type="button"
        class="button"
        data-kind="icon"
        aria-label={m.removeCondition(number)}
        title={m.removeShort}
        disabled={!onRemove}
        onClick={onRemove}
      >
        <Icon name="close" />
      </button>
    </div>
  );
}

const matchKeys = ['contains', 'not-contains', 'is', 'not-is', 'matches', 'not-matches'] as const;

function MatchField({
  condition,
  onChange,
}: Pick<ConditionRowProps, 'condition' | 'onChange'>): JSX.Element {
  const m = message.value;
  const choose = (chosen: string): void => {
    const key = matchKeys.find((name) => name === chosen) ?? 'contains';
    const not = key.startsWith('not-');
    const match = key.replace('not-', '') as ConditionForm['match'];
    onChange({ ...condition, match, not });
  };
  return (
    <Field label={m.match}>
      {(control) => (
        <select
          {...control}
          value={`${condition.not ? 'not-' : ''}${condition.match}`}
          onChange={(event) => choose(event.currentTarget.value)}
        >
          {matchKeys.map((key) => (
            <option key={key} value={key}>
              {m.matchNames[key]}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
