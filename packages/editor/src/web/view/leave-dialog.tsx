import type { JSX } from 'preact';
import { useApp } from '../component/app-context.ts';
import { Dialog } from '../component/dialog.tsx';
import { message } from '../message/message.ts';

interface LeaveDialogProps {
  /** What happens when the changes are saved or given up. */
  readonly go: () => void | Promise<void>;
  readonly onClose: () => void;
}

/** Asks what becomes of unsaved changes before another script is shown. */
export function LeaveDialog({ go, onClose }: LeaveDialogProps): JSX.Element {
  const app = useApp();
  const m = message.value;
  const save = async (): Promise<void> => {
    onClose();
    if (await app.save()) await go();
  };
  const discard = async (): Promise<void> => {
    onClose();
    app.drafts.forget();
    await go();
  };
  return (
    <Dialog
      title={m.leaveTitle}
      onCancel={onClose}
      onSubmit={() => void save()}
      actions={
        <>
          <button type="button" class="button" onClick={onClose}>
            {m.leaveStay}
          </button>
          <button type="button" class="button" data-kind="danger" onClick={() => void discard()}>
            {m.leaveDiscard}
          </button>
          <button type="submit" class="button" data-kind="primary">
            {m.leaveSave}
          </button>
        </>
      }
    >
      <p>{m.leaveLead(app.editing.script.value?.name ?? '')}</p>
      {app.vacation.pending.value && <p class="muted">{m.vacationIncomplete}</p>}
    </Dialog>
  );
}
