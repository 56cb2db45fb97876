import type { JSX } from 'preact';
import { Dialog } from '../component/dialog.tsx';
import { message } from '../message/message.ts';

interface DiscardRuleProps {
  readonly onDiscard: () => void;
  readonly onStay: () => void;
}

/** Asks before a rule that somebody typed is thrown away. */
export function DiscardRule({ onDiscard, onStay }: DiscardRuleProps): JSX.Element {
  const m = message.value;
  return (
    <Dialog
      title={m.discardRuleTitle}
      onCancel={onStay}
      onSubmit={onStay}
      actions={
        <>
          <button type="button" class="button" data-kind="danger" onClick={onDiscard}>
            {m.discard}
          </button>
          <button type="submit" class="button" data-kind="primary">
            {m.leaveStay}
          </button>
        </>
      }
    >
      <p>{m.discardRuleLead}</p>
    </Dialog>
  );
}
