import {
  type Completion,
  codeActions,
  complete,
  format,
  hover,
  prepareRename,
  rename,
  signatureHelp,
} from '@sievekit/parser';
import {
  type CodeAction,
  type CodeActionParams,
  type CompletionItem,
  CompletionItemKind,
  ErrorCodes,
  type Hover,
  InsertTextFormat,
  type Position,
  type Range,
  ResponseError,
  type SignatureHelp,
  type TextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver/node';
import type { Analysis } from './analysis.ts';
import { fromRange, markdown, toDiagnostic, toEdits, toRange, toWorkspaceEdit } from './convert.ts';

const kinds = {
  command: CompletionItemKind.Keyword,
  test: CompletionItemKind.Function,
  tag: CompletionItemKind.Property,
  value: CompletionItemKind.Value,
  variable: CompletionItemKind.Variable,
  capability: CompletionItemKind.Module,
} as const satisfies Record<Completion['kind'], CompletionItemKind>;

/** textDocument/completion; places to fill in where the editor knows snippets. */
export function provideCompletion(
  { document, script, options }: Analysis,
  position: Position,
  snippets: boolean,
): CompletionItem[] {
  return complete(script, document.offsetAt(position), options).map((item) => {
    const snippet = snippets ? item.snippet : undefined;
    return {
      label: item.label,
      kind: kinds[item.kind],
      detail: item.detail,
      documentation: markdown(item.doc),
      filterText: item.label,
      insertTextFormat:
        snippet === undefined ? InsertTextFormat.PlainText : InsertTextFormat.Snippet,
      textEdit: { range: toRange(document, item), newText: snippet ?? item.insert },
      additionalTextEdits: toEdits(document, item.additionalEdits),
    };
  });
}

/** textDocument/hover */
export function provideHover(
  { document, script, options }: Analysis,
  position: Position,
): Hover | null {
  const found = hover(script, document.offsetAt(position), options);
  if (found === null) return null;
  return { contents: markdown(found.markdown), range: toRange(document, found) };
}

/** textDocument/signatureHelp */
export function provideSignatureHelp(
  { document, script, options }: Analysis,
  position: Position,
): SignatureHelp | null {
  const found = signatureHelp(script, document.offsetAt(position), options);
  if (found === null) return null;
  const parameters = found.parts.map(({ from, to, doc }) => ({
    label: [from, to] as [number, number],
    ...(doc === '' ? {} : { documentation: doc }),
  }));
  const signature = { label: found.label, documentation: markdown(found.doc), parameters };
  // Past the last parameter, none is marked.
  const activeParameter = found.active ?? parameters.length;
  return { signatures: [signature], activeSignature: 0, activeParameter };
}

/** textDocument/prepareRename */
export function providePrepareRename(
  { document, script }: Analysis,
  position: Position,
): { range: Range; placeholder: string } | null {
  const found = prepareRename(script, document.offsetAt(position));
  if (found === null) return null;
  const placeholder = script.text.slice(found.from, found.to);
  return { range: toRange(document, found), placeholder };
}

/** textDocument/rename. @throws {ResponseError} with the reason where the name cannot be */
export function provideRename(
  { document, script }: Analysis,
  position: Position,
  newName: string,
): WorkspaceEdit {
  const result = rename(script, document.offsetAt(position), newName);
  if ('refusal' in result) throw new ResponseError(ErrorCodes.InvalidParams, result.refusal);
  return toWorkspaceEdit(document, result.edits);
}

/** textDocument/codeAction; only the kinds that were asked for. */
export function provideCodeActions(
  { document, script, diagnostics }: Analysis,
  { range, context }: CodeActionParams,
): CodeAction[] {
  const { only } = context;
  const wanted = (kind: string): boolean =>
    only === undefined || only.some((asked) => kind === asked || kind.startsWith(`${asked}.`));
  return codeActions(script, fromRange(document, range), diagnostics)
    .filter(({ kind }) => wanted(kind))
    .map(({ title, kind, edits, diagnostic, preferred }) => ({
      title,
      kind,
      edit: toWorkspaceEdit(document, edits),
      ...(diagnostic === undefined ? {} : { diagnostics: [toDiagnostic(document, diagnostic)] }),
      ...(preferred === true ? { isPreferred: true } : {}),
    }));
}

/** textDocument/formatting, and rangeFormatting where a range is given. */
export function provideFormatting({ document }: Analysis, range?: Range): TextEdit[] {
  const options = range === undefined ? {} : { range: fromRange(document, range) };
  return toEdits(document, format(document.getText(), options).edits);
}
