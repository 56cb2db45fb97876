import {
  type Checker,
  type Diagnostic,
  parse,
  type Script,
  type ServiceOptions,
} from '@sievekit/parser';
import type { TextDocument } from 'vscode-languageserver-textdocument';

/** What is known of one version of a document; each part is found out when it is first asked for. */
export interface Analysis {
  readonly document: TextDocument;
  readonly options: ServiceOptions;
  readonly script: Script;
  readonly diagnostics: readonly Diagnostic[];
}

/** Analyses a document as it is now; the checker knows earlier versions of it. */
export function analyze(
  document: TextDocument,
  options: ServiceOptions,
  checker: Checker,
): Analysis {
  const text = document.getText();
  let script: Script | undefined;
  let diagnostics: readonly Diagnostic[] | undefined;
  return {
    document,
    options,
    get script() {
      script ??= parse(text).script;
      return script;
    },
    get diagnostics() {
      diagnostics ??= checker.check(text);
      return diagnostics;
    },
  };
}
