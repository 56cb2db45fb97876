import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { useApp } from '../component/app-context.ts';
import { Icon } from '../component/icon.tsx';
import { message } from '../message/message.ts';

/** The account's scripts, the active one marked; folded away on narrow screens. */
export function ScriptListView(): JSX.Element {
  const { list, editing } = useApp();
  const m = message.value;
  const [unfolded, setUnfolded] = useState(false);
  const current = editing.script.value?.name;
  return (
    <nav class="side" aria-label={m.scripts}>
      <button
        type="button"
        class="button side-toggle"
        aria-expanded={unfolded}
        aria-controls="script-list"
        onClick={() => setUnfolded(!unfolded)}
      >
        {m.scripts}
        <Icon name="chevron" />
      </button>
      <div class="side-body" id="script-list" data-open={unfolded}>
        <ScriptListHead />
        {list.failure.value && (
          <div class="stack small" role="alert">
            <p class="problem-text">{m.failure(list.failure.value.code)}</p>
            <button type="button" class="button" onClick={() => void list.refresh()}>
              {m.retry}
            </button>
          </div>
        )}
        {!list.scripts.value && !list.failure.value && <p class="muted">{m.loading}</p>}
        <ul>
          {list.scripts.value?.map(({ name, active }) => (
            <ScriptLink
              key={name}
              name={name}
              active={active}
              current={name === current}
              onOpen={() => setUnfolded(false)}
            />
          ))}
        </ul>
      </div>
    </nav>
  );
}

function ScriptListHead(): JSX.Element {
  const app = useApp();
  const m = message.value;
  return (
    <div class="side-head">
      <h2>{m.scripts}</h2>
      <button
        type="button"
        class="button"
        data-kind="quiet"
        onClick={() => {
          app.question.value = { kind: 'create' };
        }}
      >
        <Icon name="plus" />
        {m.newScript}
      </button>
    </div>
  );
}

interface ScriptLinkProps {
  readonly name: string;
  readonly active: boolean;
  readonly current: boolean;
  readonly onOpen: () => void;
}

function ScriptLink({ name, active, current, onOpen }: ScriptLinkProps): JSX.Element {
  const app = useApp();
  const m = message.value;
  const unsaved = current && app.unsaved.value;
  return (
    <li>
      <button
        type="button"
        class="script-link"
        aria-current={current ? 'true' : undefined}
        onClick={() => {
          onOpen();
          if (!current) app.open(name);
        }}
      >
        <span class="name">{name}</span>
        {unsaved && (
          <span class="unsaved-dot">
            <span class="only-heard">{m.changed}</span>
          </span>
        )}
        {active && (
          <span class="badge" data-tone="accent">
            {m.active}
          </span>
        )}
      </button>
    </li>
  );
}
