import { access } from 'node:fs/promises';
import {
  type DocumentSymbol,
  documentSymbols,
  findDefinition,
  findReferences,
  foldingRanges,
  inlayHints,
  type Range,
  selectionRanges,
  semanticTokens,
  semanticTokenTypes,
} from '@sievekit/parser';
import {
  type DocumentHighlight,
  DocumentHighlightKind,
  type FoldingRange,
  FoldingRangeKind,
  type InlayHint,
  type Location,
  type DocumentSymbol as LspDocumentSymbol,
  type Range as LspRange,
  type Position,
  type SelectionRange,
  type SemanticTokens,
  SemanticTokensBuilder,
  SymbolKind,
} from 'vscode-languageserver/node';
import type { Analysis } from './analysis.ts';
import { fromRange, toRange } from './convert.ts';

const symbolKinds = {
  rule: SymbolKind.Class,
  require: SymbolKind.Module,
  control: SymbolKind.Namespace,
  action: SymbolKind.Function,
} as const satisfies Record<DocumentSymbol['kind'], SymbolKind>;
const foldingKinds = {
  comment: FoldingRangeKind.Comment,
  require: FoldingRangeKind.Imports,
  block: FoldingRangeKind.Region,
  text: FoldingRangeKind.Region,
} as const;

/** textDocument/documentSymbol */
export function provideSymbols({ document, script }: Analysis): LspDocumentSymbol[] {
  const convert = (symbol: DocumentSymbol): LspDocumentSymbol => ({
    name: symbol.name.trim() || '(no name)',
    kind: symbolKinds[symbol.kind],
    range: toRange(document, symbol),
    selectionRange: toRange(document, symbol.selection),
    children: symbol.children.map(convert),
  });
  return documentSymbols(script).map(convert);
}

/** textDocument/foldingRange */
export function provideFolding({ document, script }: Analysis): FoldingRange[] {
  return foldingRanges(script).map(({ from, to, kind }) => ({
    startLine: document.positionAt(from).line,
    endLine: document.positionAt(to).line,
    kind: foldingKinds[kind],
  }));
}

/** textDocument/selectionRange */
export function provideSelection(
  { document, script }: Analysis,
  positions: readonly Position[],
): SelectionRange[] {
  return positions.map((position) => {
    const ranges = selectionRanges(script, document.offsetAt(position));
    const outward = ranges.reverse();
    const nested = outward.reduce<SelectionRange | undefined>((parent, range) => {
      const here = { range: toRange(document, range) };
      return parent === undefined ? here : { ...here, parent };
    }, undefined);
    return nested ?? { range: { start: position, end: position } };
  });
}

/** textDocument/semanticTokens/full; a token of several lines is sent line by line. */
export function provideTokens({ document, script }: Analysis): SemanticTokens {
  const builder = new SemanticTokensBuilder();
  for (const { type, from, to } of semanticTokens(script)) {
    const kind = semanticTokenTypes.indexOf(type);
    for (const part of lines(script.text, { from, to })) {
      const { line, character } = document.positionAt(part.from);
      builder.push(line, character, part.to - part.from, kind, 0);
    }
  }
  return builder.build();
}

function lines(text: string, { from, to }: Range): Range[] {
  const found: Range[] = [];
  let at = from;
  for (const part of text.slice(from, to).split(/(\r\n|\r|\n)/)) {
    if (part !== '' && !/^[\r\n]/.test(part)) found.push({ from: at, to: at + part.length });
    at += part.length;
  }
  return found;
}

/** textDocument/inlayHint */
export function provideHints({ document, script }: Analysis, range: LspRange): InlayHint[] {
  const { from, to } = fromRange(document, range);
  return inlayHints(script)
    .filter(({ at }) => from <= at && at <= to)
    .map(({ at, label, doc }) => ({
      position: document.positionAt(at),
      label,
      tooltip: doc,
      ...(label === 'disabled' ? { paddingLeft: true } : { paddingRight: true }),
    }));
}

/** textDocument/documentHighlight */
export function provideHighlights(
  { document, script }: Analysis,
  position: Position,
): DocumentHighlight[] {
  return findReferences(script, document.offsetAt(position)).map((found) => ({
    range: toRange(document, found),
    kind: found.use === 'read' ? DocumentHighlightKind.Read : DocumentHighlightKind.Write,
  }));
}

/** textDocument/references */
export function provideReferences(
  { document, script }: Analysis,
  position: Position,
  withDefinitions: boolean,
): Location[] {
  return findReferences(script, document.offsetAt(position))
    .filter(({ use }) => withDefinitions || use === 'read')
    .map((found) => ({ uri: document.uri, range: toRange(document, found) }));
}

/** textDocument/definition; an included script is looked for in the folder of the document. */
export async function provideDefinition(
  { document, script }: Analysis,
  position: Position,
): Promise<Location[]> {
  const found: Location[] = [];
  for (const target of findDefinition(script, document.offsetAt(position))) {
    if (target.type === 'here') {
      found.push({ uri: document.uri, range: toRange(document, target) });
      continue;
    }
    const uri = await scriptBeside(document.uri, target.name);
    const start = { line: 0, character: 0 };
    if (uri !== null) found.push({ uri, range: { start, end: start } });
  }
  return found;
}

/** The file of a script in the same folder, with or without `.sieve`; never one elsewhere. */
async function scriptBeside(uri: string, name: string): Promise<string | null> {
  if (!uri.startsWith('file:') || name === '' || /^\.|[/\\\0]/.test(name)) return null;
  for (const file of [`${name}.sieve`, name]) {
    const url = new URL(encodeURIComponent(file), uri);
    const there = await access(url).then(
      () => true,
      () => false,
    );
    if (there) return url.href;
  }
  return null;
}
