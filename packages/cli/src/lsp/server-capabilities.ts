import { semanticTokenTypes } from '@sievekit/parser';
import { type ServerCapabilities, TextDocumentSyncKind } from 'vscode-languageserver/node';

/** What the language server offers; `pull`: the editor asks for diagnostics rather than is sent them. */
export function serverCapabilities(pull: boolean): ServerCapabilities {
  return {
    positionEncoding: 'utf-16',
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
    completionProvider: { triggerCharacters: [':', '"', '{'] },
    hoverProvider: true,
    signatureHelpProvider: { triggerCharacters: [' '], retriggerCharacters: [',', '"', ']'] },
    definitionProvider: true,
    referencesProvider: true,
    documentHighlightProvider: true,
    documentSymbolProvider: true,
    foldingRangeProvider: true,
    selectionRangeProvider: true,
    inlayHintProvider: true,
    renameProvider: { prepareProvider: true },
    documentFormattingProvider: true,
    documentRangeFormattingProvider: true,
    codeActionProvider: {
      codeActionKinds: ['quickfix', 'source.fixAll', 'source.organizeImports', 'refactor.rewrite'],
    },
    semanticTokensProvider: {
      legend: { tokenTypes: [...semanticTokenTypes], tokenModifiers: [] },
      full: true,
    },
    ...(pull
      ? { diagnosticProvider: { interFileDependencies: true, workspaceDiagnostics: false } }
      : {}),
  };
}
