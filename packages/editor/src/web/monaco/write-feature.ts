import {
  type Completion,
  codeActions,
  complete,
  format,
  prepareRename,
  rename,
  signatureHelp,
} from '@sievekit/parser';
import { type editor, type IDisposable, languages, type Uri } from 'monaco-editor/editor';
import type { ScriptService } from './script-service.ts';
import { SIEVE } from './sieve-language.ts';

const kinds = {
  command: languages.CompletionItemKind.Keyword,
  test: languages.CompletionItemKind.Function,
  tag: languages.CompletionItemKind.Property,
  value: languages.CompletionItemKind.Value,
  variable: languages.CompletionItemKind.Variable,
  capability: languages.CompletionItemKind.Module,
} as const satisfies Record<Completion['kind'], languages.CompletionItemKind>;

/** What changes the text: completion, signatures, rename, layout and fixes. */
export function registerWriting(model: editor.ITextModel, service: ScriptService): IDisposable[] {
  return [
    languages.registerCompletionItemProvider(SIEVE, completion(service)),
    languages.registerSignatureHelpProvider(SIEVE, signatures(service)),
    languages.registerRenameProvider(SIEVE, renaming(model.uri, service)),
    languages.registerDocumentFormattingEditProvider(SIEVE, {
      provideDocumentFormattingEdits: () => service.edits(format(service.read().script.text).edits),
    }),
    languages.registerDocumentRangeFormattingEditProvider(SIEVE, {
      provideDocumentRangeFormattingEdits: (_, range) =>
        service.edits(format(service.read().script.text, { range: service.offsets(range) }).edits),
    }),
    languages.registerCodeActionProvider(SIEVE, actions(model.uri, service), {
      providedCodeActionKinds: [
        'quickfix',
        'source.fixAll',
        'source.organizeImports',
        'refactor.rewrite',
      ],
    }),
  ];
}

function completion(service: ScriptService): languages.CompletionItemProvider {
  return {
    triggerCharacters: [':', '"', '[', '$', '{', '.'],
    provideCompletionItems(_, position) {
      const { script, options } = service.read();
      const items = complete(script, service.offset(position), options);
      return {
        suggestions: items.map((item) => ({
          label: { label: item.label, description: item.detail },
          kind: kinds[item.kind],
          documentation: { value: item.doc },
          filterText: item.label,
          insertText: item.snippet ?? item.insert,
          ...(item.snippet === undefined
            ? {}
            : { insertTextRules: languages.CompletionItemInsertTextRule.InsertAsSnippet }),
          range: service.range(item),
          additionalTextEdits: service.edits(item.additionalEdits),
        })),
      };
    },
  };
}

function signatures(service: ScriptService): languages.SignatureHelpProvider {
  return {
    signatureHelpTriggerCharacters: [' ', ':'],
    signatureHelpRetriggerCharacters: ['"', ','],
    provideSignatureHelp(_, position) {
      const { script, options } = service.read();
      const found = signatureHelp(script, service.offset(position), options);
      if (found === null) return null;
      const parameters = found.parts.map(({ from, to, doc }) => ({
        label: [from, to] as [number, number],
        documentation: doc,
      }));
      const documentation = { value: found.doc };
      const signature = { label: found.label, documentation, parameters };
      // Past the last parameter, none is marked.
      const activeParameter = found.active ?? parameters.length;
      const value = { signatures: [signature], activeSignature: 0, activeParameter };
      return { value, dispose: () => undefined };
    },
  };
}

function renaming(resource: Uri, service: ScriptService): languages.RenameProvider {
  return {
    resolveRenameLocation(model, position) {
      const found = prepareRename(service.read().script, service.offset(position));
      const range = found && service.range(found);
      if (range) return { range, text: model.getValueInRange(range) };
      const nowhere = service.range({ from: 0, to: 0 });
      return { range: nowhere, text: '', rejectReason: 'Only variables can be renamed.' };
    },
    provideRenameEdits(_, position, newName) {
      const result = rename(service.read().script, service.offset(position), newName);
      if ('refusal' in result) return { edits: [], rejectReason: result.refusal };
      return toWorkspaceEdit(resource, service.edits(result.edits));
    },
  };
}

function actions(resource: Uri, service: ScriptService): languages.CodeActionProvider {
  return {
    provideCodeActions(_, range, { only, markers }) {
      const found = codeActions(
        service.read().script,
        service.offsets(range),
        service.diagnostics(),
      );
      const wanted = found.filter(
        ({ kind }) => only === undefined || kind === only || kind.startsWith(`${only}.`),
      );
      return {
        actions: wanted.map(({ title, kind, edits, diagnostic, preferred }) => ({
          title,
          kind,
          edit: toWorkspaceEdit(resource, service.edits(edits)),
          diagnostics: markers.filter(({ message }) => message === diagnostic?.message),
          isPreferred: preferred === true,
        })),
        dispose: () => undefined,
      };
    },
  };
}

function toWorkspaceEdit(
  resource: Uri,
  edits: readonly languages.TextEdit[],
): languages.WorkspaceEdit {
  return { edits: edits.map((textEdit) => ({ resource, textEdit, versionId: undefined })) };
}
