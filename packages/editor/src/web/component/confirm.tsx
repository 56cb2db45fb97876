import type { ComponentChildren, JSX } from 'preact';
import { useState } from 'preact/hooks';
import { message } from '../message/message.ts';
import { toCallError } from '../state/call-error.ts';
import { Dialog } from './dialog.tsx';

interface ConfirmProps {
  readonly title: string;
  readonly children: ComponentChildren;
  readonly action: string;
  readonly danger?: boolean;
  /** What happens on yes; a failure is shown and leaves the dialog open. */
  readonly onConfirm: () => Promise<void>;
  readonly onClose: () => void;
}

/** Asks before something happens, and says so when it fails. */
export function Confirm(props: ConfirmProps): JSX.Element {
  const m = message.value;
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState('');
  const confirm = async (): Promise<void> => {
    if (busy) return;
    setBusy(true);
    try {
      await props.onConfirm();
      props.onClose();
    } catch (thrown) {
      setProblem(m.failure(toCallError(thrown).code));
      setBusy(false);
    }
  };
  return (
    <Dialog
      title={props.title}
      onCancel={props.onClose}
      onSubmit={() => void confirm()}
      actions={
        <>
          <button type="button" class="button" onClick={props.onClose}>
            {m.cancel}
          </button>
          <button
            type="submit"
            class="button"
            data-kind={props.danger ? 'danger' : 'primary'}
            aria-disabled={busy}
          >
            {props.action}
          </button>
        </>
      }
    >
      {props.children}
      <p role="alert" class="problem-text">
        {problem}
      </p>
    </Dialog>
  );
}
