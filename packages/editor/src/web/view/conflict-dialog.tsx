import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { useApp } from '../component/app-context.ts';
import { Dialog } from '../component/dialog.tsx';
import { message } from '../message/message.ts';
import type { Conflict } from '../state/editing.ts';
import { diffLines, foldSame } from '../state/line-diff.ts';
import { toEditingText } from '../state/line-end.ts';

/** Somebody else saved first: shows the difference, and nothing is lost whatever is chosen. */
export function ConflictDialog({ conflict }: { conflict: Conflict }): JSX.Element {
  const app = useApp();
  const m = message.value;
  const [problem, setProblem] = useState('');
  const name = app.editing.script.value?.name ?? '';
  const { theirs } = conflict;
  const later = (): void => app.editing.closeConflict();
  const keepCopy = async (): Promise<void> => {
    try {
      app.notice.value = m.copyKept(await app.keepCopy(m.copyName(name)));
    } catch {
      setProblem(m.conflictCopyFailed);
    }
  };
  return (
    <Dialog
      wide
      title={m.conflictTitle}
      onCancel={later}
      actions={
        <>
          <button type="button" class="button" data-kind="quiet" onClick={later}>
            {m.conflictLater}
          </button>
          <button
            type="button"
            class="button"
            data-kind="quiet"
            onClick={() => download(app.editing.serverText(), name)}
          >
            {m.conflictDownload}
          </button>
          <button type="button" class="button" onClick={() => void keepCopy()}>
            {theirs ? m.conflictTheirs : m.conflictClose}
          </button>
          <button
            type="button"
            class="button"
            data-kind="danger"
            onClick={() => void app.editing.overwrite()}
          >
            {theirs ? m.conflictOverwrite : m.conflictOverwriteGone}
          </button>
        </>
      }
    >
      <p>{theirs ? m.conflictLead : m.conflictGone}</p>
      <p role="alert" class="problem-text">
        {problem}
      </p>
      {theirs && <Difference theirs={theirs.text} mine={app.editing.document.text.value} />}
    </Dialog>
  );
}

function Difference({ theirs, mine }: { theirs: string; mine: string }): JSX.Element {
  const m = message.value;
  const words = { removed: m.lineRemoved, added: m.lineAdded, same: '' };
  const marks = { removed: '− ', added: '+ ', same: '  ' };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it
    <section class="diff" dir="ltr" tabIndex={0} aria-label={m.conflictLead}>
      {foldSame(diffLines(toEditingText(theirs), mine)).map((line, index) => (
        <span key={index} class="diff-line" data-kind={line?.kind ?? 'fold'}>
          {line && line.kind !== 'same' && <span class="only-heard">{words[line.kind]}: </span>}
          {line ? marks[line.kind] + line.text : `⋯ ${m.linesSame}`}
        </span>
      ))}
    </section>
  );
}

function download(text: string, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'application/sieve' }));
  link.download = `${name}.sieve`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1_000);
}
