import { type Checker, type CheckOptions, createChecker } from '@sievekit/parser';
import {
  type Connection,
  createConnection,
  DidChangeConfigurationNotification,
  DocumentDiagnosticReportKind,
  type InitializeParams,
  type InitializeResult,
  type Diagnostic as LspDiagnostic,
  MessageType,
  ResponseError,
  ShowMessageNotification,
  TextDocuments,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { lspDebounce } from '../limits.ts';
import { version } from '../version.ts';
import { type Analysis, analyze } from './analysis.ts';
import { toDiagnostic } from './convert.ts';
import { includeFindings } from './include-findings.ts';
import * as read from './read-feature.ts';
import { serverCapabilities } from './server-capabilities.ts';
import { readSettings } from './settings.ts';
import * as write from './write-feature.ts';

/**
 * Serves one editor until it says `exit` or its stream ends, which ends the process: with status 0
 * after `shutdown`, else 1. Nothing but the protocol is written to `output`.
 */
export function serveLsp(
  input: NodeJS.ReadableStream,
  output: NodeJS.WritableStream,
): Promise<never> {
  const server = new LanguageServer(createConnection(input, output));
  server.listen();
  return new Promise(() => {});
}

/** What an editor can do, as far as answers depend on it. */
interface Client {
  readonly snippets: boolean;
  /** The editor asks for diagnostics (LSP 3.17). */
  readonly pull: boolean;
  readonly refresh: boolean;
  readonly registersSettings: boolean;
}

class LanguageServer {
  readonly #connection: Connection;
  readonly #documents = new TextDocuments(TextDocument);
  readonly #analyses = new Map<string, Analysis>();
  /** One for each open document, so that only what changed is checked again. */
  readonly #checkers = new Map<string, Checker>();
  readonly #timers = new Map<string, NodeJS.Timeout>();
  #client: Client = { snippets: false, pull: false, refresh: false, registersSettings: false };
  #options: CheckOptions = {};
  #complaint: string | null = null;

  constructor(connection: Connection) {
    this.#connection = connection;
    connection.onInitialize((params) => this.#initialize(params));
    connection.onInitialized(() => this.#initialized());
    connection.onDidChangeConfiguration(({ settings }) => this.#configure(settings));
    this.#followDocuments();
    this.#answerReading();
    this.#answerWriting();
  }

  listen(): void {
    this.#documents.listen(this.#connection);
    this.#connection.listen();
  }

  #initialize({ capabilities, initializationOptions }: InitializeParams): InitializeResult {
    const { textDocument, workspace } = capabilities;
    this.#client = {
      snippets: textDocument?.completion?.completionItem?.snippetSupport === true,
      pull: textDocument?.diagnostic !== undefined,
      refresh: workspace?.diagnostics?.refreshSupport === true,
      registersSettings: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    };
    ({ options: this.#options, complaint: this.#complaint } = readSettings(initializationOptions));
    return {
      capabilities: serverCapabilities(this.#client.pull),
      serverInfo: { name: 'sievekit', version },
    };
  }

  #initialized(): void {
    this.#complain();
    if (!this.#client.registersSettings) return;
    const { client } = this.#connection;
    client
      .register(DidChangeConfigurationNotification.type, { section: 'sievekit' })
      .catch((error: unknown) => this.#report(error));
  }

  #configure(settings: unknown): void {
    if (typeof settings !== 'object' || settings === null || !('sievekit' in settings)) return;
    ({ options: this.#options, complaint: this.#complaint } = readSettings(settings.sievekit));
    this.#complain();
    this.#analyses.clear();
    this.#checkers.clear();
    for (const { uri } of this.#documents.all()) this.#schedule(uri);
    if (!this.#client.pull || !this.#client.refresh) return;
    const { diagnostics } = this.#connection.languages;
    diagnostics.refresh().catch((error: unknown) => this.#report(error));
  }

  /** A plain message: editors need not answer it. */
  #complain(): void {
    const message = this.#complaint;
    if (message === null) return;
    this.#complaint = null;
    this.#connection
      .sendNotification(ShowMessageNotification.type, { type: MessageType.Warning, message })
      .catch((error: unknown) => this.#report(error));
  }

  #followDocuments(): void {
    this.#documents.onDidChangeContent(({ document }) => {
      this.#analyses.delete(document.uri);
      // Those beside it may include it.
      for (const { uri } of this.#documents.all()) {
        if (folderOf(uri) === folderOf(document.uri)) this.#schedule(uri);
      }
    });
    this.#documents.onDidClose(({ document }) => {
      this.#analyses.delete(document.uri);
      this.#checkers.delete(document.uri);
      clearTimeout(this.#timers.get(document.uri));
      this.#timers.delete(document.uri);
      if (!this.#client.pull) this.#send(document.uri, []);
    });
  }

  /** Sends the diagnostics of a document once it rests. */
  #schedule(uri: string): void {
    if (this.#client.pull) return;
    clearTimeout(this.#timers.get(uri));
    const timer = setTimeout(() => {
      this.#timers.delete(uri);
      const found = this.#analysis(uri);
      if (found !== null)
        this.#send(
          uri,
          this.#guard(() => this.#diagnosticsOf(found), []),
          found,
        );
    }, lspDebounce);
    this.#timers.set(uri, timer);
  }

  #send(uri: string, diagnostics: LspDiagnostic[], of?: Analysis): void {
    const version = of === undefined ? {} : { version: of.document.version };
    this.#connection
      .sendDiagnostics({ uri, diagnostics, ...version })
      .catch((error: unknown) => this.#report(error));
  }

  #diagnosticsOf(analysis: Analysis): LspDiagnostic[] {
    const { document, diagnostics } = analysis;
    const open = (uri: string): string | null => this.#documents.get(uri)?.getText() ?? null;
    const all = [...diagnostics, ...includeFindings(analysis, open)];
    return all.map((found) => toDiagnostic(document, found));
  }

  #analysis(uri: string): Analysis | null {
    const document = this.#documents.get(uri);
    if (document === undefined) return null;
    const known = this.#analyses.get(uri);
    if (known !== undefined) return known;
    const checker = this.#checkers.get(uri) ?? createChecker(this.#options);
    this.#checkers.set(uri, checker);
    const found = analyze(document, this.#options, checker);
    this.#analyses.set(uri, found);
    return found;
  }

  /** The answer about a document; `otherwise` for one that is not open, and where we fail. */
  #about<Answer>(
    { textDocument }: { readonly textDocument: { readonly uri: string } },
    otherwise: Answer,
    answer: (analysis: Analysis) => Answer,
  ): Answer {
    return this.#guard(() => {
      const analysis = this.#analysis(textDocument.uri);
      return analysis === null ? otherwise : answer(analysis);
    }, otherwise);
  }

  /** A bug of ours costs one answer, not the editor's session. */
  #guard<Answer>(answer: () => Answer, otherwise: Answer): Answer {
    try {
      return answer();
    } catch (error) {
      if (error instanceof ResponseError) throw error;
      this.#report(error);
      return otherwise;
    }
  }

  #report(error: unknown): void {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    this.#connection.console.error(`sievekit: ${text}`);
  }

  #answerReading(): void {
    const on = this.#connection;
    const { languages } = on;
    on.onHover((p) => this.#about(p, null, (a) => write.provideHover(a, p.position)));
    on.onDocumentSymbol((p) => this.#about(p, [], read.provideSymbols));
    on.onFoldingRanges((p) => this.#about(p, [], read.provideFolding));
    on.onSelectionRanges((p) => this.#about(p, null, (a) => read.provideSelection(a, p.positions)));
    on.onDefinition((p) =>
      this.#about(p, Promise.resolve([]), (a) => read.provideDefinition(a, p.position)),
    );
    on.onReferences((p) =>
      this.#about(p, [], (a) =>
        read.provideReferences(a, p.position, p.context.includeDeclaration),
      ),
    );
    on.onDocumentHighlight((p) => this.#about(p, [], (a) => read.provideHighlights(a, p.position)));
    languages.semanticTokens.on((p) => this.#about(p, { data: [] }, read.provideTokens));
    languages.inlayHint.on((p) => this.#about(p, [], (a) => read.provideHints(a, p.range)));
    languages.diagnostics.on((p) => ({
      kind: DocumentDiagnosticReportKind.Full,
      items: this.#about(p, [], (a) => this.#diagnosticsOf(a)),
    }));
  }

  #answerWriting(): void {
    const on = this.#connection;
    on.onCompletion((p) =>
      this.#about(p, [], (a) => write.provideCompletion(a, p.position, this.#client.snippets)),
    );
    on.onSignatureHelp((p) =>
      this.#about(p, null, (a) => write.provideSignatureHelp(a, p.position)),
    );
    on.onPrepareRename((p) =>
      this.#about(p, null, (a) => write.providePrepareRename(a, p.position)),
    );
    on.onRenameRequest((p) =>
      this.#about(p, null, (a) => write.provideRename(a, p.position, p.newName)),
    );
    on.onCodeAction((p) => this.#about(p, [], (a) => write.provideCodeActions(a, p)));
    on.onDocumentFormatting((p) => this.#about(p, [], (a) => write.provideFormatting(a)));
    on.onDocumentRangeFormatting((p) =>
      this.#about(p, [], (a) => write.provideFormatting(a, p.range)),
    );
  }
}

function folderOf(uri: string): string {
  return uri.slice(0, uri.lastIndexOf('/') + 1);
}
