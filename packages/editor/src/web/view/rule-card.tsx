import type { JSX } from 'preact';
import { useApp } from '../component/app-context.ts';
import { Icon } from '../component/icon.tsx';
import { SentenceText } from '../component/sentence-text.tsx';
import { message } from '../message/message.ts';
import type { ScriptRule } from '../state/script-rule.ts';
import { markRule } from '../state/trial-mark.ts';

interface RuleCardProps {
  readonly rule: ScriptRule;
  readonly onSwitch: (on: boolean) => void;
  readonly onEdit: () => void;
  readonly onRemove: () => void;
  /** Null at the end of the list. */
  readonly onMoveUp: (() => void) | null;
  readonly onMoveDown: (() => void) | null;
}

/** One rule: a sentence where the form can show it, its code where it cannot. */
export function RuleCard(props: RuleCardProps): JSX.Element {
  const { rule, onSwitch, onEdit, onRemove } = props;
  const m = message.value;
  const name = rule.name || m.unnamedRule;
  const off = !rule.enabled;
  const run = useApp().trial.outcome.value;
  const mark = run && markRule(rule, run.steps);
  return (
    <li class="rule-card" data-off={off ? '' : undefined} data-trial={mark?.kind}>
      <input
        type="checkbox"
        role="switch"
        class="switch"
        aria-label={m.switchRule(name)}
        aria-checked={rule.enabled}
        checked={rule.enabled}
        onChange={(event) => {
          onSwitch(event.currentTarget.checked);
          event.currentTarget.checked = rule.enabled;
        }}
      />
      <div class="title">
        <h3>{name}</h3>
        {off && (
          <span class="badge" data-tone="warning">
            {m.ruleOff}
          </span>
        )}
        {rule.kind === 'code' && <span class="badge">{m.codeCard}</span>}
        {mark && (
          <span class="badge" data-tone={mark.kind === 'matched' ? 'accent' : undefined}>
            {m.tryMarks[mark.kind]}
          </span>
        )}
      </div>
      {rule.form === null ? (
        <p class="muted">{rule.kind === 'form' ? rule.sentence : m.codeCardLead}</p>
      ) : (
        <SentenceText sentence={m.ruleSentence(rule.form.rule)} />
      )}
      {mark?.matched[0] && (
        <p class="small">{m.tryFits(mark.matched[0].value, mark.matched[0].key)}</p>
      )}
      <div class="actions">
        <MoveButton
          icon="up"
          title={m.moveUp}
          label={m.moveRuleUp(name)}
          onClick={props.onMoveUp}
        />
        <MoveButton
          icon="down"
          title={m.moveDown}
          label={m.moveRuleDown(name)}
          onClick={props.onMoveDown}
        />
        {rule.form !== null ? (
          <button
            type="button"
            class="button"
            data-kind="icon"
            aria-label={m.editRule(name)}
            title={m.edit}
            onClick={onEdit}
          >
            <Icon name="edit" />
          </button>
        ) : (
          <ShowInText rule={rule} />
        )}
        <button
          type="button"
          class="button"
          data-kind="icon"
          aria-label={m.removeRule(name)}
          title={m.removeShort}
          onClick={onRemove}
        >
          <Icon name="trash" />
        </button>
      </div>
      {rule.kind === 'code' && <CodeBlock rule={rule} name={name} />}
    </li>
  );
}

interface MoveButtonProps {
  readonly icon: 'up' | 'down';
  readonly title: string;
  readonly label: string;
  readonly onClick: (() => void) | null;
}

/** It keeps its place, and the focus, where the rule can go no further. */
function MoveButton({ icon, title, label, onClick }: MoveButtonProps): JSX.Element {
  return (
    <button
      type="button"
      class="button"
      data-kind="icon"
      data-move={icon}
      aria-label={label}
      title={title}
      aria-disabled={onClick === null}
      onClick={() => onClick?.()}
    >
      <Icon name={icon} />
    </button>
  );
}

function ShowInText({ rule }: { rule: ScriptRule }): JSX.Element {
  const app = useApp();
  const m = message.value;
  return (
    <button
      type="button"
      class="button"
      data-kind="quiet"
      onClick={() => app.reveal(rule.from, rule.to)}
    >
      {m.showInText}
    </button>
  );
}

function CodeBlock({ rule, name }: { rule: ScriptRule; name: string }): JSX.Element {
  const { editing } = useApp();
  const code = editing.document.text.value.slice(rule.from, rule.to);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it
    <section class="code" dir="ltr" tabIndex={0} aria-label={name}>
      <pre>{code.trim()}</pre>
    </section>
  );
}
