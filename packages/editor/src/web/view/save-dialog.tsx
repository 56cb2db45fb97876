import type { JSX } from 'preact';
import { useApp } from '../component/app-context.ts';
import { Dialog } from '../component/dialog.tsx';
import { message } from '../message/message.ts';
import { countChanges, diffLines } from '../state/line-diff.ts';
import { toEditingText } from '../state/line-end.ts';
import { Difference } from './difference.tsx';

/** Before saving: what will be another on the server, and that nothing else is touched. */
export function SaveDialog({ onClose }: { onClose: () => void }): JSX.Element {
  const app = useApp();
  const m = message.value;
  const { editing, list } = app;
  const name = editing.script.value?.name ?? '';
  const before = toEditingText(editing.script.value?.text ?? '');
  const lines = diffLines(before, editing.document.text.value);
  const save = (): void => {
    onClose();
    void app.save();
  };
  return (
    <Dialog
      wide
      title={m.saveTitle(name)}
      onCancel={onClose}
      onSubmit={save}
      actions={
        <>
          <button type="button" class="button" onClick={onClose}>
            {m.leaveStay}
          </button>
          <button type="submit" class="button" data-kind="primary" autofocus>
            {m.save}
          </button>
        </>
      }
    >
      <p>
        <strong>{m.changes(countChanges(lines))}</strong>
      </p>
      <Difference
        lines={lines}
        label={m.saveDifference}
        words={{ removed: m.lineGoes, added: m.lineComes }}
      />
      <p class="muted">{list.active.value === name ? m.saveActive : m.saveInactive}</p>
    </Dialog>
  );
}
