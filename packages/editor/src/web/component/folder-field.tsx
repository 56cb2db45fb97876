import type { JSX } from 'preact';
import { useEffect, useId, useState } from 'preact/hooks';
import { message } from '../message/message.ts';
import { toCallError } from '../state/call-error.ts';
import { hasFolder } from '../state/folder-list.ts';
import { useApp } from './app-context.ts';
import { Field } from './field.tsx';

interface FolderFieldProps {
  readonly value: string;
  readonly problem: string | undefined;
  readonly onChange: (path: string) => void;
}

/** A folder: chosen from those of the account where they are known, or typed. */
export function FolderField({ value, problem, onChange }: FolderFieldProps): JSX.Element {
  const { folders } = useApp();
  const m = message.value;
  const listId = useId();
  const known = folders.folders.value;
  useEffect(() => void folders.refresh(), [folders]);
  return (
    <>
      <Field label={m.folderName} hint={m.folderHint} problem={problem}>
        {(control) => (
          <input
            {...control}
            list={known ? listId : undefined}
            value={value}
            onInput={(event) => onChange(event.currentTarget.value)}
          />
        )}
      </Field>
      {known && (
        <datalist id={listId}>
          {known.map(({ path }) => (
            <option key={path} value={path} />
          ))}
        </datalist>
      )}
      {known && value !== '' && !problem && !hasFolder(known, value) && (
        <MakeFolder path={value} onMade={onChange} />
      )}
    </>
  );
}

function MakeFolder({ path, onMade }: { path: string; onMade: (path: string) => void }) {
  const app = useApp();
  const m = message.value;
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState('');
  const make = async (): Promise<void> => {
    if (busy) return;
    setBusy(true);
    setProblem('');
    try {
      const made = await app.folders.create(path);
      app.notice.value = m.folderMade(made);
      onMade(made);
    } catch (thrown) {
      setProblem(m.failure(toCallError(thrown).code));
      setBusy(false);
    }
  };
  return (
    <div>
      <p class="small muted">{m.folderMissing}</p>
      <button
        type="button"
        class="button"
        data-kind="quiet"
        aria-disabled={busy}
        onClick={() => void make()}
      >
        {m.makeFolder(path)}
      </button>
      <p role="alert" class="problem-text">
        {problem}
      </p>
    </div>
  );
}
