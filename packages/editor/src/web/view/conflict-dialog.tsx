import type { JSX } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import { useApp } from '../component/app-context.ts';
import { Dialog } from '../component/dialog.tsx';
import { message } from '../message/message.ts';
import type { App } from '../state/app.ts';
import type { Conflict } from '../state/editing.ts';
import { diffLines } from '../state/line-diff.ts';
import { toEditingText } from '../state/line-end.ts';
import { joinParts, type MergeChoice, type MergePart, mergeLines } from '../state/line-merge.ts';
import { mergeRules, type RuleMerge } from '../state/rule-merge.ts';
import { Difference } from './difference.tsx';
import { MergeView } from './merge-view.tsx';

/**
 * Somebody else saved first: shows the difference and what both versions make together. Nothing is
 * lost whatever is chosen.
 */
export function ConflictDialog({ conflict }: { conflict: Conflict }): JSX.Element {
  const app = useApp();
  const m = message.value;
  const { theirs } = conflict;
  const [choices, setChoices] = useState<ReadonlyMap<number, MergeChoice>>(new Map());
  const mine = app.editing.document.text.value;
  const parts = useMemo(
    () => (theirs ? mergeLines(app.editing.baseText(), mine, toEditingText(theirs.text)) : []),
    [theirs, mine, app],
  );
  const rules = useMemo(() => mergeByRule(app, conflict, mine), [app, conflict, mine]);
  const merged = rules ? rules.join(choices) : joinParts(parts, choices);
  const clashes = rules ? rules.clashes.length > 0 : parts.some(({ kind }) => kind === 'clash');
  const lead = rules
    ? clashes
      ? m.mergeClashRules
      : m.mergeCleanRules
    : clashes
      ? m.mergeClashes
      : m.mergeClean;
  const later = (): void => app.editing.closeConflict();
  const merge = (): void => {
    if (theirs && merged !== null) app.merge(merged);
  };
  return (
    <Dialog
      wide
      title={m.conflictTitle}
      onCancel={later}
      onSubmit={merge}
      actions={
        <>
          <OtherWays conflict={conflict} />
          {theirs && (
            <button
              type="submit"
              class="button"
              data-kind="primary"
              aria-disabled={merged === null}
            >
              {clashes ? m.mergeChosen : m.conflictMerge}
            </button>
          )}
        </>
      }
    >
      <p>{theirs ? lead : m.conflictGone}</p>
      {theirs && (
        <>
          <MergeView
            parts={rules ? toParts(rules) : parts}
            choices={choices}
            onChoose={(index, choice) => setChoices(new Map(choices).set(index, choice))}
          />
          <details>
            <summary>{m.conflictCompare}</summary>
            <Difference
              lines={diffLines(toEditingText(theirs.text), mine)}
              label={m.conflictLead}
              words={{ removed: m.lineRemoved, added: m.lineAdded }}
            />
          </details>
        </>
      )}
    </Dialog>
  );
}

function mergeByRule(app: App, { theirs }: Conflict, mine: string): RuleMerge | null {
  if (theirs === null) return null;
  return mergeRules(app.editing.baseText(), mine, toEditingText(theirs.text), theirs.name);
}

function toParts({ clashes }: RuleMerge): MergePart[] {
  return clashes.map(({ name, mine, theirs }) => ({
    kind: 'clash',
    name,
    mine: mine.trimEnd().split('\n'),
    theirs: theirs === null ? [] : theirs.trimEnd().split('\n'),
  }));
}

/** What can be done besides merging. */
function OtherWays({ conflict: { theirs } }: { conflict: Conflict }): JSX.Element {
  const app = useApp();
  const m = message.value;
  const [problem, setProblem] = useState('');
  const name = app.editing.script.value?.name ?? '';
  const keepCopy = async (): Promise<void> => {
    try {
      app.notice.value = m.copyKept(await app.keepCopy(m.copyName(name)));
    } catch {
      setProblem(m.conflictCopyFailed);
    }
  };
  return (
    <>
      <p role="alert" class="problem-text">
        {problem}
      </p>
      <button
        type="button"
        class="button"
        data-kind="quiet"
        onClick={() => app.editing.closeConflict()}
      >
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
  );
}

function download(text: string, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'application/sieve' }));
  link.download = `${name}.sieve`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1_000);
}
