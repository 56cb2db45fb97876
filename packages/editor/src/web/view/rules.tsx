import type { Filter } from '@sievekit/parser';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { useApp } from '../component/app-context.ts';
import { Icon } from '../component/icon.tsx';
import { message } from '../message/message.ts';
import { blankRule, toRuleForm } from '../state/rule-form.ts';
import { RuleCard } from './rule-card.tsx';
import { RuleDialog } from './rule-dialog.tsx';

type FormFilter = Extract<Filter, { kind: 'form' }>;

/** The script as rules, in the order in which they are tried. */
export function RulesView(): JSX.Element {
  const app = useApp();
  const m = message.value;
  const [editing, setEditing] = useState<FormFilter | 'new' | null>(null);
  if (app.analysis.broken.value) return <Broken />;
  const filters = app.analysis.filters.value;
  const add = (): void => setEditing('new');
  return (
    <div class="column stack">
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
                onRemove={() => app.removeRule(filter)}
              />
            ))}
          </ol>
        </>
      )}
      {editing && <Builder filter={editing} onClose={() => setEditing(null)} />}
    </div>
  );
}

interface BuilderProps {
  readonly filter: FormFilter | 'new';
  readonly onClose: () => void;
}

function Builder({ filter, onClose }: BuilderProps): JSX.Element {
  const app = useApp();
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
        app.writeRule(filter === 'new' ? null : filter, form);
        onClose();
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
