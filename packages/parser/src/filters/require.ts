import { requireEdits } from '../language/require.ts';
import type { Script } from '../syntax/ast.ts';
import type { TextEdit } from '../text/edit.ts';

/**
 * Edits that add missing capabilities to `require`, in its own form. A script without any line end
 * gets CR LF, as for everything that is added to it.
 */
export function completeRequire(script: Script, capabilities: readonly string[]): TextEdit[] {
  const edits = requireEdits(script, capabilities);
  if (script.text.includes('\n')) return edits;
  return edits.map((edit) => ({ ...edit, insert: edit.insert.replace(/\r?\n/g, '\r\n') }));
}
