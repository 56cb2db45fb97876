import type { Filter, FormFilter } from '@sievekit/parser';
import type { JSX } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { useApp } from '../component/app-context.ts';
import { Banner } from '../component/banner.tsx';
import { Icon } from '../component/icon.tsx';
import { message } from '../message/message.ts';
import { blankRule, toRuleForm } from '../state/rule-form.ts';
import { RuleCard } from './rule-card.tsx';
import { RuleDialog } from './rule-dialog.tsx';

/** The script as rules, in the order in which they are tried. */
export function RulesView(): JSX.Element {
  const app = useApp();
  const m = message.value;
  const [editing, setEditing] = useState<FormFilter | 'new' | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const column = useRef<HTMLDivElement>(null);
  const goal = useRef<{ readonly index: number; readonly button: string } | null>(null);
  const filters = app.analysis.filters.value;
  // The button that had the focus is gone, or belongs to another rule now.
  useLayoutEffect(() => {
    if (goal.current === null) return;
    focusRule(column.current, goal.current.index, goal.current.button);
    goal.current = null;
  }, [filters]);
  if (app.analysis.broken.value) return <Broken />;
  const add = (): void => setEditing('new');
  const remove = (filter: Filter): void => {
    goal.current = { index: filters.indexOf(filter), button: '.actions > :last-child' };
    const refused = app.removeRule(filter);
    setRefusal(refused);
    if (refused === null) app.notice.value = m.ruleRemoved(filter.name || m.unnamedRule);
    else goal.current = null;
  };
  const mover = (filter: Filter, to: number, button: 'up' | 'down'): (() => void) | null => {
    const place = filters[to];
    if (place === undefined) return null;
    return () => {
      goal.current = { index: to, button: `[data-move="${button}"]` };
      const refused = app.moveRule(filter, place);
      setRefusal(refused);
      const name = filter.name || m.unnamedRule;
      if (refused === null) app.notice.value = m.ruleMoved(name, to + 1, filters.length);
      else goal.current = null;
    };
  };
  return (
    <div class="column stack" ref={column}>
      {refusal && <Banner tone="danger" text={refusal} />}
      {filters.length === 0 ? (
        <div class="empty">
          <h2>{m.noRules}</h2>
          <p class="muted">{m.noRulesLead}</p>
          <AddButton onClick={add} />
        </div>
      ) : (
        <>
          <div class="rule-head">
            <h2 class="small muted">{m.ruleCount(filters.length)}</h2>
            <AddButton onClick={add} />
          </div>
          <ol class="rule-list">
            {filters.map((filter, index) => (
              <RuleCard
                key={`${index}:${filter.name}`}
                filter={filter}
                onEdit={() => filter.kind === 'form' && setEditing(filter)}
                onSwitch={(on) =>
                  setRefusal(filter.kind === 'form' ? app.switchRule(filter, on) : null)
                }
                onRemove={() => remove(filter)}
                onMoveUp={mover(filter, index - 1, 'up')}
                onMoveDown={mover(filter, index + 1, 'down')}
              />
            ))}
          </ol>
        </>
      )}
      {editing && <Builder filter={editing} onClose={() => setEditing(null)} />}
    </div>
  );
}

/** A button of the rule at `index`; where there is none, the one that adds a rule. */
function focusRule(column: HTMLElement | null, index: number, selector: string): void {
  const cards = column?.querySelectorAll('.rule-card');
  const button =
    cards?.[index]?.querySelector<HTMLElement>(selector) ??
    column?.querySelector<HTMLElement>('.rule-head > .button, .empty > .button');
  button?.focus();
}

interface BuilderProps {
  readonly filter: FormFilter | 'new';
  readonly onClose: () => void;
}

function Builder({ filter, onClose }: BuilderProps): JSX.Element {
  const app = useApp();
  const m = message.value;
  const others = app.analysis.filters.peek().filter((other) => other !== filter);
  const canCreate = app.supports('mailbox');
  const initial = filter === 'new' ? blankRule(canCreate) : toRuleForm(filter.name, filter.rule);
  return (
    <RuleDialog
      isNew={filter === 'new'}
      initial={initial}
      taken={others.map((other) => other.name)}
      canCreate={canCreate}
      onDone={(form) => {
        const refused = app.writeRule(filter === 'new' ? null : filter, form);
        if (refused !== null) return refused;
        app.notice.value = filter === 'new' ? m.ruleAdded(form.name) : m.ruleChanged(form.name);
        onClose();
        return null;
      }}
      onClose={onClose}
    />
  );
}

function AddButton({ onClick }: { onClick: () => void }): JSX.Element {
  return (
    <button type="button" class="button" onClick={onClick}>
      <Icon name="plus" />
      {message.value.addRule}
    </button>
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
