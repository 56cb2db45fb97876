import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { useApp } from '../component/app-context.ts';
import { Dialog } from '../component/dialog.tsx';
import { message } from '../message/message.ts';
import { versionWords } from '../message/version-words.ts';
import { countChanges, diffLines } from '../state/line-diff.ts';
import type { Version } from '../state/version.ts';
import { Difference } from './difference.tsx';

/** Each save of the open script with what it changed, and the way back to it. */
export function VersionDialog({ onClose }: { onClose: () => void }): JSX.Element {
  const app = useApp();
  const m = message.value;
  const words = versionWords();
  const versions = app.versions();
  const [chosen, setChosen] = useState(0);
  const version = versions[chosen];
  const restore = (): void => {
    if (!version) return;
    app.editing.document.replace(version.text, 'rules');
    app.notice.value = words.versionRestored(timeOf(version, m.language));
    onClose();
  };
  return (
    <Dialog
      wide
      title={words.versionTitle(app.editing.script.value?.name ?? '')}
      onCancel={onClose}
      onSubmit={restore}
      actions={
        <>
          <button type="button" class="button" data-kind="quiet" onClick={onClose}>
            {m.close}
          </button>
          {version && (
            <button type="submit" class="button" data-kind="primary">
              {words.versionRestore}
            </button>
          )}
        </>
      }
    >
      {version ? (
        <>
          <p class="small muted">{words.versionLead}</p>
          <VersionList versions={versions} chosen={chosen} onChoose={setChosen} />
          <Change version={version} before={versions[chosen + 1]} />
        </>
      ) : (
        <div class="empty">
          <h3>{words.versionNone}</h3>
          <p class="muted">{words.versionNoneLead}</p>
        </div>
      )}
    </Dialog>
  );
}

interface VersionListProps {
  readonly versions: readonly Version[];
  readonly chosen: number;
  readonly onChoose: (index: number) => void;
}

function VersionList({ versions, chosen, onChoose }: VersionListProps): JSX.Element {
  const m = message.value;
  const words = versionWords();
  return (
    <fieldset class="version-list">
      <legend class="only-heard">{words.versionLead}</legend>
      {versions.map((version, index) => (
        <label key={index} class="template-card">
          <input
            type="radio"
            name="version"
            checked={index === chosen}
            onChange={() => onChoose(index)}
          />
          <span>{timeOf(version, m.language)}</span>
          <span class="muted small">{words.versionKinds[version.kind]}</span>
        </label>
      ))}
    </fieldset>
  );
}

interface ChangeProps {
  readonly version: Version;
  readonly before: Version | undefined;
}

function Change({ version, before }: ChangeProps): JSX.Element {
  const m = message.value;
  const words = versionWords();
  if (!before) {
    return (
      <>
        <p class="muted">{words.versionFirst}</p>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it */}
        <section class="code" dir="ltr" tabIndex={0} aria-label={words.versionFirst}>
          <pre>{version.text}</pre>
        </section>
      </>
    );
  }
  const lines = diffLines(before.text, version.text);
  return (
    <>
      <p>
        <strong>{m.changes(countChanges(lines))}</strong>
      </p>
      <Difference
        lines={lines}
        label={words.versionChange}
        words={{ removed: m.lineGoes, added: m.lineComes }}
      />
    </>
  );
}

function timeOf({ time }: Version, language: string): string {
  return new Date(time).toLocaleString(language, { dateStyle: 'medium', timeStyle: 'short' });
}
