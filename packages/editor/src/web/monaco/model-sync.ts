import type { TextEdit } from '@sievekit/parser';
import { type editor, Range } from 'monaco-editor/editor';
import type { DocumentChange, TextDocument } from '../state/text-document.ts';

/**
 * Keeps Monaco's copy of the text and the document equal, whoever makes a change.
 * `onShown` hears where a change by undo or redo ended. Returns what stops it.
 */
export function syncModel(
  model: editor.ITextModel,
  document: TextDocument,
  onShown: (offset: number) => void,
): () => void {
  let applying = false;
  const typed = model.onDidChangeContent((event) => {
    if (applying) return;
    const edits = event.changes
      .map((change) => ({
        from: change.rangeOffset,
        to: change.rangeOffset + change.rangeLength,
        insert: change.text,
      }))
      .toSorted((a, b) => a.from - b.from);
    // A rename or a fix is undone by itself; what is typed at several places, with what is next to it.
    const typed = edits.every(({ insert }) => insert.length <= 2) || edits.length === 1;
    document.apply(edits, 'text', typed ? 'type' : '');
    // Pasted line ends become line feeds in the model only.
    if (model.getValueLength() !== document.text.peek().length) {
      document.replace(model.getValue(), 'text', 'type');
    }
  });

  const off = document.onChange(({ edits, origin }: DocumentChange) => {
    if (origin === 'text') return;
    applying = true;
    model.applyEdits(edits.map((edit) => toOperation(model, edit)));
    applying = false;
    if (origin === 'history') onShown(endOf(edits));
  });

  return () => {
    typed.dispose();
    off();
  };
}

function toOperation(
  model: editor.ITextModel,
  edit: TextEdit,
): editor.IIdentifiedSingleEditOperation {
  const range = Range.fromPositions(model.getPositionAt(edit.from), model.getPositionAt(edit.to));
  return { range, text: edit.insert };
}

/** Where the last of the edits ends in the changed text. */
function endOf(edits: readonly TextEdit[]): number {
  let shift = 0;
  let end = 0;
  for (const { from, to, insert } of edits) {
    end = from + shift + insert.length;
    shift += insert.length - (to - from);
  }
  return end;
}
