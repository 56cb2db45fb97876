import type { Diagnostic, Range, TextEdit } from '@sievekit/parser';
import {
  DiagnosticSeverity,
  type Diagnostic as LspDiagnostic,
  type Range as LspRange,
  type TextEdit as LspTextEdit,
  type MarkupContent,
  type WorkspaceEdit,
} from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';

const severities = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  note: DiagnosticSeverity.Information,
} as const;

/** Offsets as lines and characters from 0, in UTF-16 units. */
export function toRange(document: TextDocument, { from, to }: Range): LspRange {
  return { start: document.positionAt(from), end: document.positionAt(to) };
}

/** Lines and characters as offsets; places outside of the text are taken as the nearest in it. */
export function fromRange(document: TextDocument, { start, end }: LspRange): Range {
  return { from: document.offsetAt(start), to: document.offsetAt(end) };
}

/** Edits as LSP has them. */
export function toEdits(document: TextDocument, edits: readonly TextEdit[]): LspTextEdit[] {
  return edits.map((edit) => ({ range: toRange(document, edit), newText: edit.insert }));
}

/** Edits of one document as an edit of the workspace. */
export function toWorkspaceEdit(document: TextDocument, edits: readonly TextEdit[]): WorkspaceEdit {
  return { changes: { [document.uri]: toEdits(document, edits) } };
}

/** A finding as LSP has it. */
export function toDiagnostic(document: TextDocument, found: Diagnostic): LspDiagnostic {
  return {
    range: toRange(document, found),
    severity: severities[found.severity],
    code: found.code,
    source: 'sievekit',
    message: found.message,
  };
}

/** A text in Markdown. */
export function markdown(value: string): MarkupContent {
  return { kind: 'markdown', value };
}
