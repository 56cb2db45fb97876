import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { useApp } from '../component/app-context.ts';
import { Icon, type IconName } from '../component/icon.tsx';
import { Lazy } from '../component/lazy.tsx';
import { Tabs } from '../component/tabs.tsx';
import { message } from '../message/message.ts';
import type { Question } from '../state/app.ts';
import { Banners } from './banners.tsx';
import { SaveBox } from './save-box.tsx';

/** Name, state and actions of the open script, and the tabs of its three views. */
export function ScriptHead({ name }: { name: string }): JSX.Element {
  const app = useApp();
  const m = message.value;
  const active = app.list.active.value === name;
  const ask = (question: Question) => (): void => {
    app.question.value = question;
  };
  return (
    <header class="script-head">
      <div class="script-title">
        <h1 id="script-name">{name}</h1>
        <span class="badge" data-tone={active ? 'accent' : undefined}>
          {active ? m.active : m.inactive}
        </span>
        <div class="script-actions">
          <button
            type="button"
            class="button"
            data-kind="quiet"
            onClick={ask({ kind: active ? 'deactivate' : 'activate', name })}
          >
            <Icon name="power" />
            {active ? m.deactivate : m.activate}
          </button>
          <Action icon="edit" label={m.rename} onClick={ask({ kind: 'rename', name })} />
          <Action icon="trash" label={m.remove} onClick={ask({ kind: 'remove', name })} />
        </div>
        <SaveBox />
      </div>
      <Banners />
      <TabRow />
    </header>
  );
}

const loadVersions = async () => (await import('./version-dialog.tsx')).VersionDialog;

function TabRow(): JSX.Element {
  const app = useApp();
  const m = message.value;
  const { document } = app.editing;
  const [versions, setVersions] = useState(false);
  return (
    <div class="tab-row">
      <Tabs
        label={m.views}
        selected={app.view.value}
        tabs={[
          { name: 'rules', label: m.rules },
          {
            name: 'vacation',
            label: m.vacation,
            mark: app.vacation.pending.value ? m.vacationMark : undefined,
          },
          { name: 'text', label: m.text },
        ]}
        onSelect={(view) => {
          app.view.value = view;
        }}
      />
      <div class="script-actions">
        <button
          type="button"
          class="button"
          data-kind="quiet"
          aria-expanded={app.trial.shown.value}
          aria-controls="trial"
          onClick={() => {
            app.trial.shown.value = !app.trial.shown.value;
          }}
        >
          <Icon name="flask" />
          <span class="label">{m.tryIt}</span>
        </button>
        <IconButton icon="clock" label={m.versions} onClick={() => setVersions(true)} />
        <IconButton
          icon="undo"
          label={m.undo}
          disabled={!document.canUndo.value}
          onClick={() => document.undo()}
        />
        <IconButton
          icon="redo"
          label={m.redo}
          disabled={!document.canRedo.value}
          onClick={() => document.redo()}
        />
      </div>
      {versions && <Lazy load={loadVersions} props={{ onClose: () => setVersions(false) }} />}
    </div>
  );
}

interface ActionProps {
  readonly icon: IconName;
  readonly label: string;
  readonly disabled?: boolean;
  readonly onClick: () => void;
}

function Action({ icon, label, onClick }: ActionProps): JSX.Element {
  return (
    <button type="button" class="button" data-kind="quiet" title={label} onClick={onClick}>
      <Icon name={icon} />
      <span class="label">{label}</span>
    </button>
  );
}

function IconButton({ icon, label, disabled, onClick }: ActionProps): JSX.Element {
  return (
    <button
      type="button"
      class="button"
      data-kind="icon"
      title={label}
      aria-label={label}
      disabled={disabled}
      onClick={onClick}
    >
      <Icon name={icon} />
    </button>
  );
}
