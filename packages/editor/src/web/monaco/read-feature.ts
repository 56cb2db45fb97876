import {
  type DocumentSymbol,
  documentSymbols,
  findReferences,
  foldingRanges,
  hover,
  selectionRanges,
  semanticTokens,
  semanticTokenTypes,
} from '@sievekit/parser';
import { type IDisposable, languages } from 'monaco-editor/editor';
import type { ScriptService } from './script-service.ts';
import { SIEVE } from './sieve-language.ts';

const symbolKinds = {
  rule: languages.SymbolKind.Class,
  require: languages.SymbolKind.Module,
  control: languages.SymbolKind.Namespace,
  action: languages.SymbolKind.Function,
} as const satisfies Record<DocumentSymbol['kind'], languages.SymbolKind>;

const foldingKinds = {
  comment: languages.FoldingRangeKind.Comment,
  require: languages.FoldingRangeKind.Imports,
  block: languages.FoldingRangeKind.Region,
  text: languages.FoldingRangeKind.Region,
} as const;

/** What shows the text and changes nothing: hover, outline, folding, colours. */
export function registerReading(service: ScriptService): IDisposable[] {
  return [
    languages.registerHoverProvider(SIEVE, {
      provideHover(_, position) {
        const { script, options } = service.read();
        const found = hover(script, service.offset(position), options);
        return found && { contents: [{ value: found.markdown }], range: service.range(found) };
      },
    }),
    languages.registerDocumentSymbolProvider(SIEVE, {
      provideDocumentSymbols: () =>
        documentSymbols(service.read().script).map((symbol) => toSymbol(symbol, service)),
    }),
    languages.registerFoldingRangeProvider(SIEVE, folding(service)),
    languages.registerDocumentSemanticTokensProvider(SIEVE, colours(service)),
    languages.registerDocumentHighlightProvider(SIEVE, {
      provideDocumentHighlights: (_, position) =>
        findReferences(service.read().script, service.offset(position)).map((found) => ({
          range: service.range(found),
          kind:
            found.use === 'read'
              ? languages.DocumentHighlightKind.Read
              : languages.DocumentHighlightKind.Write,
        })),
    }),
    languages.registerSelectionRangeProvider(SIEVE, {
      provideSelectionRanges: (_, positions) =>
        positions.map((position) =>
          selectionRanges(service.read().script, service.offset(position)).map((found) => ({
            range: service.range(found),
          })),
        ),
    }),
  ];
}

function toSymbol(symbol: DocumentSymbol, service: ScriptService): languages.DocumentSymbol {
  return {
    name: symbol.name.trim() || '…',
    detail: '',
    kind: symbolKinds[symbol.kind],
    tags: [],
    range: service.range(symbol),
    selectionRange: service.range(symbol.selection),
    children: symbol.children.map((child) => toSymbol(child, service)),
  };
}

function folding(service: ScriptService): languages.FoldingRangeProvider {
  return {
    provideFoldingRanges: () =>
      foldingRanges(service.read().script).map((found) => {
        const { startLineNumber, endLineNumber } = service.range(found);
        return { start: startLineNumber, end: endLineNumber, kind: foldingKinds[found.kind] };
      }),
  };
}

function colours(service: ScriptService): languages.DocumentSemanticTokensProvider {
  return {
    getLegend: () => ({ tokenTypes: [...semanticTokenTypes], tokenModifiers: [] }),
    provideDocumentSemanticTokens: () => ({ data: encodeTokens(service) }),
    releaseDocumentSemanticTokens: () => undefined,
  };
}

/** Five numbers a token: lines and columns since the one before, length, type, no modifiers. */
function encodeTokens(service: ScriptService): Uint32Array {
  const { script } = service.read();
  const data: number[] = [];
  let line = 1;
  let column = 1;
  for (const { type, from, to } of semanticTokens(script)) {
    let at = from;
    for (const part of script.text.slice(from, to).split('\n')) {
      if (part !== '') {
        const { startLineNumber, startColumn } = service.range({ from: at, to: at });
        const first = startLineNumber === line ? startColumn - column : startColumn - 1;
        data.push(startLineNumber - line, first, part.length, semanticTokenTypes.indexOf(type), 0);
        line = startLineNumber;
        column = startColumn;
      }
      at += part.length + 1;
    }
  }
  return new Uint32Array(data);
}
