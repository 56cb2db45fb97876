import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { message } from '../message/message.ts';
import type { MountedEditor } from '../monaco/mount.ts';
import { useApp } from './app-context.ts';

interface FullEditorProps {
  readonly label: string;
  /** The editor's code could not be loaded. */
  readonly onFailure: () => void;
  /** Whether Tab now leaves the editor. */
  readonly onTabMode: (leaves: boolean) => void;
}

/** Monaco, loaded when it is first needed. */
export function FullEditor({ label, onFailure, onTabMode }: FullEditorProps): JSX.Element {
  const app = useApp();
  const place = useRef<HTMLDivElement>(null);
  const [editor, setEditor] = useState<MountedEditor | null>(null);

  useEffect(() => {
    let gone = false;
    let mounted: MountedEditor | null = null;
    import('../monaco/mount.ts').then(({ mountEditor }) => {
      if (gone || !place.current) return;
      mounted = mountEditor(place.current, {
        document: app.editing.document,
        problems: app.analysis.problems,
        capabilities: app.list.capabilities,
        marks: app.trial.marks,
        label,
        onSave: () => app.requestSave(),
        onTabMode,
      });
      setEditor(mounted);
    }, onFailure);
    return () => {
      gone = true;
      mounted?.dispose();
      onTabMode(false);
    };
  }, [label]);

  const goal = app.goal.value;
  useEffect(() => {
    if (!goal || !editor) return;
    app.goal.value = null;
    editor.reveal(goal.from, goal.to);
  }, [goal, editor]);

  return (
    <div class="text-editor" dir="ltr">
      {!editor && <p class="loading">{message.value.loading}</p>}
      <div class="place" ref={place} />
    </div>
  );
}
