import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import * as v from 'valibot';
import { scriptNameSchema } from '../../shared/method.ts';
import { useApp } from '../component/app-context.ts';
import { Dialog } from '../component/dialog.tsx';
import { Field } from '../component/field.tsx';
import { message } from '../message/message.ts';
import { toCallError } from '../state/call-error.ts';

interface NameDialogProps {
  /** The script that gets another name; null: a new one. */
  readonly from: string | null;
  readonly onClose: () => void;
}

/** Asks for the name of a script. */
export function NameDialog({ from, onClose }: NameDialogProps): JSX.Element {
  const app = useApp();
  const m = message.value;
  const [name, setName] = useState(from ?? '');
  const [problem, setProblem] = useState('');
  const submit = async (): Promise<void> => {
    const chosen = name.trim();
    if (chosen === from) return onClose();
    const wrong = checkName(chosen, app.list.scripts.peek() ?? []);
    if (wrong) return setProblem(wrong);
    try {
      if (from === null) await app.create(chosen);
      else await app.rename(from, chosen);
      app.notice.value = from === null ? m.created(chosen) : m.renamed(chosen);
      onClose();
    } catch (thrown) {
      setProblem(m.failure(toCallError(thrown).code));
    }
  };
  return (
    <Dialog
      title={from === null ? m.newScript : m.renameTitle(from)}
      onCancel={onClose}
      onSubmit={() => void submit()}
      actions={
        <>
          <button type="button" class="button" onClick={onClose}>
            {m.cancel}
          </button>
          <button type="submit" class="button" data-kind="primary">
            {from === null ? m.create : m.rename}
          </button>
        </>
      }
    >
      <Field label={m.scriptName} hint={m.scriptNameHint} problem={problem || undefined}>
        {(control) => (
          <input
            {...control}
            spellcheck={false}
            value={name}
            onInput={(event) => setName(event.currentTarget.value)}
          />
        )}
      </Field>
    </Dialog>
  );
}

function checkName(name: string, scripts: readonly { readonly name: string }[]): string | null {
  const m = message.value;
  if (name === '') return m.scriptNameMissing;
  if (scripts.some((script) => script.name === name)) return m.scriptNameTaken;
  return v.is(scriptNameSchema, name) ? null : m.scriptNameInvalid;
}
