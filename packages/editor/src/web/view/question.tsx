import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { useApp } from '../component/app-context.ts';
import { Confirm } from '../component/confirm.tsx';
import { Dialog } from '../component/dialog.tsx';
import { message } from '../message/message.ts';
import type { Question } from '../state/app.ts';
import { LeaveDialog } from './leave-dialog.tsx';
import { NameDialog } from './name-dialog.tsx';
import { SaveDialog } from './save-dialog.tsx';

/** The dialog that waits for an answer, where there is one. */
export function QuestionView(): JSX.Element | null {
  const app = useApp();
  const question = app.question.value;
  if (!question) return null;
  const close = (): void => {
    if (app.question.peek() === question) app.question.value = null;
  };
  switch (question.kind) {
    case 'create':
      return <NameDialog from={null} onClose={close} />;
    case 'rename':
      return <NameDialog from={question.name} onClose={close} />;
    case 'save':
      return <SaveDialog onClose={close} />;
    case 'leave':
      return <LeaveDialog go={question.go} onClose={close} />;
    case 'remove':
      return <RemoveDialog name={question.name} onClose={close} />;
    default:
      return <ActivateDialog kind={question.kind} name={question.name} onClose={close} />;
  }
}

interface NamedProps {
  readonly name: string;
  readonly onClose: () => void;
}

function RemoveDialog({ name, onClose }: NamedProps): JSX.Element {
  const app = useApp();
  const m = message.value;
  if (app.list.active.value === name) {
    return (
      <Dialog
        title={m.removeTitle(name)}
        onCancel={onClose}
        onSubmit={onClose}
        actions={
          <button type="submit" class="button" data-kind="primary">
            {m.close}
          </button>
        }
      >
        <p>{m.removeActive}</p>
      </Dialog>
    );
  }
  return (
    <Confirm
      danger
      title={m.removeTitle(name)}
      action={m.remove}
      onClose={onClose}
      onConfirm={async () => {
        await app.remove(name);
        app.notice.value = m.removed(name);
      }}
    >
      <p>{m.removeLead}</p>
    </Confirm>
  );
}

type ActivateProps = NamedProps & {
  readonly kind: Exclude<Question['kind'], 'leave' | 'create' | 'save'>;
};

function ActivateDialog({ kind, name, onClose }: ActivateProps): JSX.Element {
  const app = useApp();
  const m = message.value;
  // Another program may have activated another script meanwhile: what is said here must be true.
  useEffect(() => void app.list.refresh(), [app]);
  if (kind === 'deactivate') {
    return (
      <Confirm
        title={m.deactivateTitle(name)}
        action={m.deactivate}
        onClose={onClose}
        onConfirm={async () => {
          await app.list.activate(null);
          app.notice.value = m.deactivated(name);
        }}
      >
        <p>{m.deactivateLead}</p>
      </Confirm>
    );
  }
  return (
    <Confirm
      title={m.activateTitle(name)}
      action={m.activate}
      onClose={onClose}
      onConfirm={async () => {
        await app.list.activate(name);
        app.notice.value = m.activated(name);
      }}
    >
      <p>{m.activateLead(name, app.list.active.value)}</p>
      {app.unsaved.value && <p class="muted">{m.activateUnsaved}</p>}
    </Confirm>
  );
}
