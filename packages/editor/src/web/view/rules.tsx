import type { FormFilter } from '@sievekit/parser';
import type { JSX } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { useApp } from '../component/app-context.ts';
import { Banner } from '../component/banner.tsx';
import { Icon } from '../component/icon.tsx';
import { Lazy } from '../component/lazy.tsx';
import { message } from '../message/message.ts';
import { blankRule, type RuleForm, toRuleForm } from '../state/rule-form.ts';
import type { ScriptRule } from '../state/script-rule.ts';
import { RuleCard } from './rule-card.tsx';

/** The script as rules, in the order in which they are tried. */
export function RulesView(): JSX.Element {
  const app = useApp();
  const m = message.value;
  const [editing, setEditing] = useState<FormFilter | 'new' | null>(null);
  const [choosing, setChoosing] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const column = useRef<HTMLDivElement>(null);
  const goal = useRef<{ readonly index: number; readonly button: string } | null>(null);
  const { rules, refusal: unread } = app.analysis.rules.value;
  // The button that had the focus is gone, or belongs to another rule now.
  useLayoutEffect(() => {
    if (goal.current === null) return;
    focusRule(column.current, goal.current.index, goal.current.button);
    goal.current = null;
  }, [rules]);
  if (app.analysis.broken.value) return <Broken />;
  if (unread !== null) return <Unread reason={unread} />;
  const add = (): void => setEditing('new');
  const remove = (rule: ScriptRule): void => {
    goal.current = { index: rules.indexOf(rule), button: '.actions > :last-child' };
    const refused = app.removeRule(rule);
    setRefusal(refused);
    if (refused === null) app.notice.value = m.ruleRemoved(rule.name || m.unnamedRule);
    else goal.current = null;
  };
  const mover = (rule: ScriptRule, to: number, button: 'up' | 'down'): (() => void) | null => {
    const place = rules[to];
    if (place === undefined) return null;
    return () => {
      goal.current = { index: to, button: `[data-move="${button}"]` };
      const refused = app.moveRule(rule, place);
      setRefusal(refused);
      const name = rule.name || m.unnamedRule;
      if (refused === null) app.notice.value = m.ruleMoved(name, to + 1, rules.length);
      else goal.current = null;
    };
  };
  return (
    <div class="column stack" ref={column}>
      {refusal && <Banner tone="danger" text={refusal} />}
      {rules.length === 0 ? (
        <div class="empty">
          <h2>{m.noRules}</h2>
          <p class="muted">{m.noRulesLead}</p>
          <AddButtons onAdd={add} onTemplate={() => setChoosing(true)} />
        </div>
      ) : (
        <>
          <div class="rule-head">
            <h2 class="small muted">{m.ruleCount(rules.length)}</h2>
            <AddButtons onAdd={add} onTemplate={() => setChoosing(true)} />
          </div>
          <ol class="rule-list">
            {rules.map((rule, index) => (
              <RuleCard
                key={`${index}:${rule.name}`}
                rule={rule}
                onEdit={() => setEditing(rule.form)}
                onSwitch={(on) => setRefusal(app.switchRule(rule, on))}
                onRemove={() => remove(rule)}
                onMoveUp={mover(rule, index - 1, 'up')}
                onMoveDown={mover(rule, index + 1, 'down')}
              />
            ))}
          </ol>
        </>
      )}
      {choosing && <Templates onClose={() => setChoosing(false)} />}
      {editing && <Builder filter={editing} onClose={() => setEditing(null)} />}
    </div>
  );
}

/** A button of the rule at `index`; where there is none, the one that adds a rule. */
function focusRule(column: HTMLElement | null, index: number, selector: string): void {
  const cards = column?.querySelectorAll('.rule-card');
  const button =
    cards?.[index]?.querySelector<HTMLElement>(selector) ??
    column?.querySelector<HTMLElement>('.rule-add > .button');
  button?.focus();
}

const loadRuleDialog = async () => (await import('./rule-dialog.tsx')).RuleDialog;

interface BuilderProps {
  readonly filter: FormFilter | 'new';
  readonly onClose: () => void;
}

function Builder({ filter, onClose }: BuilderProps): JSX.Element {
  const app = useApp();
  const m = message.value;
  const others = app.analysis.rules.peek().rules.filter((other) => other.form !== filter);
  const canCreate = app.supports('mailbox');
  const initial = filter === 'new' ? blankRule(canCreate) : toRuleForm(filter.name, filter.rule);
  return (
    <Lazy
      load={loadRuleDialog}
      props={{
        isNew: filter === 'new',
        initial,
        taken: others.map((other) => other.name),
        canCreate,
        onDone: (form: RuleForm) => {
          const refused = app.writeRule(filter === 'new' ? null : filter, form);
          if (refused !== null) return refused;
          app.notice.value = filter === 'new' ? m.ruleAdded(form.name) : m.ruleChanged(form.name);
          onClose();
          return null;
        },
        onClose,
      }}
    />
  );
}

interface AddButtonsProps {
  readonly onAdd: () => void;
  readonly onTemplate: () => void;
}

function AddButtons({ onAdd, onTemplate }: AddButtonsProps): JSX.Element {
  const m = message.value;
  return (
    <div class="rule-add">
      <button type="button" class="button" onClick={onAdd}>
        <Icon name="plus" />
        {m.addRule}
      </button>
      <button type="button" class="button" data-kind="quiet" onClick={onTemplate}>
        {m.fromTemplate}
      </button>
    </div>
  );
}

const loadTemplates = async () => (await import('./template-dialog.tsx')).TemplateDialog;

/** The dialog of ready-made rules, whose code is fetched when it is first opened. */
function Templates({ onClose }: { onClose: () => void }): JSX.Element {
  return <Lazy load={loadTemplates} props={{ onClose }} />;
}

/** Instead of rules that another program would lose with its next save. */
function Unread({ reason }: { reason: string }): JSX.Element {
  const app = useApp();
  const m = message.value;
  return (
    <div class="column empty">
      <h2>{m.rulesUnread}</h2>
      <p class="muted">{reason}</p>
      <button type="button" class="button" onClick={() => app.reveal(0, 0)}>
        {m.showInText}
      </button>
    </div>
  );
}

/** Instead of a form that would write into a script with mistakes. */
export function Broken(): JSX.Element {
  const app = useApp();
  const m = message.value;
  const first = app.analysis.parsed.value.diagnostics[0];
  return (
    <div class="column empty">
      <h2>{m.rulesBroken}</h2>
      {first && <p class="muted">{first.message}</p>}
      <button
        type="button"
        class="button"
        onClick={() => app.reveal(first?.from ?? 0, first?.to ?? 0)}
      >
        {m.showInText}
      </button>
    </div>
  );
}
