import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { useApp } from './app-context.ts';

/** The script in a plain text field: phones, and whoever prefers it. */
export function PlainEditor({ label }: { label: string }): JSX.Element {
  const app = useApp();
  const { document } = app.editing;
  const area = useRef<HTMLTextAreaElement>(null);
  const goal = app.goal.value;

  useEffect(() => {
    if (!goal || !area.current) return;
    app.goal.value = null;
    area.current.focus();
    area.current.setSelectionRange(goal.from, goal.to);
    const line = document.text.peek().slice(0, goal.from).split('\n').length;
    const height = Number.parseFloat(getComputedStyle(area.current).lineHeight);
    area.current.scrollTop = Math.max(0, (line - 4) * height);
  }, [goal]);

  // The browser's own undo knows nothing of the other views.
  useEffect(() => {
    const field = area.current;
    const undo = (event: InputEvent): void => {
      const way = { historyUndo: 'undo', historyRedo: 'redo' } as const;
      const method = way[event.inputType as keyof typeof way];
      if (!method) return;
      event.preventDefault();
      document[method]();
    };
    field?.addEventListener('beforeinput', undo);
    return () => field?.removeEventListener('beforeinput', undo);
  }, []);

  return (
    <textarea
      ref={area}
      class="input plain-editor"
      aria-label={label}
      spellcheck={false}
      autoCapitalize="none"
      autoComplete="off"
      dir="ltr"
      value={document.text.value}
      onInput={(event) => document.replace(event.currentTarget.value, 'text', 'type')}
      onKeyDown={(event) => {
        if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
        const key = event.key.toLowerCase();
        if (key !== 'z' && key !== 'y') return;
        event.preventDefault();
        if (key === 'y' || event.shiftKey) document.redo();
        else document.undo();
      }}
    />
  );
}
