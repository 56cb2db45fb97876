import type { Diagnostic, Range, RuleName, TextEdit } from '@sievekit/parser';
import {
  DiagnosticSeverity,
  DiagnosticTag,
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
    ...tagsOf(found),
  };
}

/** Code that is of no use is faded by editors, what is out of date struck through. */
const unnecessary = new Set<string>([
  'duplicate-action',
  'duplicate-require',
  'duplicate-rule',
  'duplicate-string',
  'redundant-key',
  'redundant-stop',
  'shadowed-branch',
  'shadowed-rule',
  'unreachable-branch',
  'unreachable-code',
  'unused-require',
  'unused-variable',
  'useless-discard',
] satisfies RuleName[]);
const deprecated = new Set(['deprecated-capability', 'superseded-capability']);

function tagsOf({ code }: Diagnostic): { tags?: DiagnosticTag[] } {
  if (unnecessary.has(code)) return { tags: [DiagnosticTag.Unnecessary] };
  return deprecated.has(code) ? { tags: [DiagnosticTag.Deprecated] } : {};
}

/** A text in Markdown. */
export function markdown(value: string): MarkupContent {
  return { kind: 'markdown', value };
}
