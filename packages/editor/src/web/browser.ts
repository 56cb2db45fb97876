import { effect } from '@preact/signals';
import type { App } from './state/app.ts';
import { parseRoute } from './state/route.ts';

/** Ties the app to what the browser has outside of the page: address, keys, closing, network. */
export function watchBrowser(app: App): void {
  watchAddress(app);
  addEventListener('keydown', (event) => onKey(app, event), { capture: true });
  addEventListener('online', () => app.connection.retry());
  addEventListener('beforeunload', (event) => {
    app.drafts.flush();
    if (app.unsaved.peek()) event.preventDefault();
  });
  addEventListener('pagehide', () => app.drafts.flush());
}

function watchAddress(app: App): void {
  app.navigate(parseRoute(location.hash));
  addEventListener('hashchange', () => {
    if (location.hash !== app.hash) app.navigate(parseRoute(location.hash));
  });
  effect(() => {
    const { hash } = app;
    const opened = app.editing.script.value !== null;
    if (opened && location.hash !== hash) history.replaceState(null, '', hash);
  });
}

function onKey(app: App, event: KeyboardEvent): void {
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
  const key = event.key.toLowerCase();
  const busy = document.querySelector('dialog[open]') !== null;
  if (key === 's' && !event.shiftKey) {
    event.preventDefault();
    if (!busy && app.editing.script.peek()) app.requestSave();
    return;
  }
  if ((key !== 'z' && key !== 'y') || busy || isTextField(event.target)) return;
  event.preventDefault();
  if (key === 'y' || event.shiftKey) app.editing.document.redo();
  else app.editing.document.undo();
}

/** Fields have their own undo, and the text editor asks for ours itself. */
function isTextField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return (
    target.matches('input:not([type=checkbox]), textarea') ||
    target.isContentEditable ||
    target.closest('.text-editor') !== null
  );
}
