import type { JSX } from 'preact';
import { useApp } from '../component/app-context.ts';
import { message } from '../message/message.ts';
import { vacationReasons } from './vacation-reasons.ts';

/** The save button and, beside it, where saving stands; the state is read aloud. */
export function SaveBox(): JSX.Element {
  const app = useApp();
  const m = message.value;
  const saving = app.editing.saveState.value === 'saving';
  const stopped = app.vacation.stopped.value;
  const state = stopped ? 'stopped' : stateOf(app.editing.saveState.value, app.unsaved.value);
  const words = {
    idle: '',
    saving: m.saving,
    unsaved: m.unsaved,
    saved: m.saved,
    failed: m.saveFailed,
    stopped: stopped ? m.notSavedVacation(vacationReasons(app.vacation)[0] ?? '') : '',
  };
  return (
    <div class="save-box">
      <p class="save-state" data-state={stopped ? 'failed' : state} role="status">
        {words[state]}
      </p>
      <button
        type="button"
        class="button"
        data-kind="primary"
        aria-keyshortcuts={isMac() ? 'Meta+S' : 'Control+S'}
        title={m.saveShortcut(isMac())}
        aria-disabled={saving || !app.unsaved.value}
        onClick={() => app.requestSave()}
      >
        {m.save}
      </button>
    </div>
  );
}

type Shown = 'idle' | 'saving' | 'unsaved' | 'saved' | 'failed';

function stateOf(save: 'idle' | 'saving' | 'saved' | 'failed', unsaved: boolean): Shown {
  if (save === 'saving' || save === 'failed') return save;
  return unsaved ? 'unsaved' : save;
}

function isMac(): boolean {
  return /mac|iphone|ipad/i.test(navigator.platform);
}
