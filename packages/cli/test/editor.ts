import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import {
  createProtocolConnection,
  type Diagnostic,
  LogMessageNotification,
  type ProtocolConnection,
  PublishDiagnosticsNotification,
  type PublishDiagnosticsParams,
  ShowMessageNotification,
  StreamMessageReader,
  StreamMessageWriter,
  type TextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';

const main = fileURLToPath(new URL('../dist/main.js', import.meta.url));

/** The script that is open, unless another is. */
export const uri = 'file:///home/alice/rules.sieve';

/** An editor with one server; the script is open in it. */
export class Editor {
  readonly process: ChildProcessWithoutNullStreams = spawn(process.execPath, [
    main,
    'lsp',
    '--stdio',
  ]);
  readonly connection: ProtocolConnection = createProtocolConnection(
    new StreamMessageReader(this.process.stdout),
    new StreamMessageWriter(this.process.stdin),
  );
  readonly messages: string[] = [];
  readonly errors: string[] = [];
  document: TextDocument = TextDocument.create(uri, 'sieve', 1, '');
  #published: PublishDiagnosticsParams[] = [];
  #waiting: (() => void) | null = null;

  async start(capabilities: object, initializationOptions?: unknown): Promise<object> {
    this.connection.onNotification(
      ShowMessageNotification.type,
      ({ message }) => void this.messages.push(message),
    );
    this.connection.onNotification(
      LogMessageNotification.type,
      ({ message }) => void this.errors.push(message),
    );
    this.connection.onNotification(PublishDiagnosticsNotification.type, (params) => {
      this.#published.push(params);
      this.#waiting?.();
    });
    this.connection.listen();
    const params = { processId: process.pid, rootUri: null, capabilities, initializationOptions };
    const result = await this.connection.sendRequest<object>('initialize', params);
    await this.connection.sendNotification('initialized', {});
    return result;
  }

  async open(text: string): Promise<void> {
    this.document = TextDocument.create(this.document.uri, 'sieve', 1, text);
    const textDocument = { uri: this.document.uri, languageId: 'sieve', version: 1, text };
    await this.connection.sendNotification('textDocument/didOpen', { textDocument });
  }

  /** Sends one edit, as a user makes it. */
  async type(from: number, to: number, text: string): Promise<void> {
    const range = { start: this.document.positionAt(from), end: this.document.positionAt(to) };
    const version = this.document.version + 1;
    TextDocument.update(this.document, [{ range, text }], version);
    await this.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri: this.document.uri, version },
      contentChanges: [{ range, text }],
    });
  }

  async diagnostics(): Promise<readonly Diagnostic[]> {
    const { version } = this.document;
    for (;;) {
      const found = this.#published.find((one) => one.version === version);
      if (found !== undefined) return found.diagnostics;
      await new Promise<void>((resolve) => {
        this.#waiting = resolve;
      });
    }
  }

  ask<Answer>(method: string, offset: number, more: object = {}): Promise<Answer> {
    const textDocument = { uri: this.document.uri };
    const position = this.document.positionAt(offset);
    return this.connection.sendRequest(method, { textDocument, position, ...more });
  }

  at(part: string): number {
    return this.document.getText().indexOf(part);
  }

  applied(edits: readonly TextEdit[]): string {
    return TextDocument.applyEdits(this.document, [...edits]);
  }

  appliedEdit(edit: WorkspaceEdit | undefined): string {
    return this.applied(edit?.changes?.[this.document.uri] ?? []);
  }

  async stop(): Promise<number | null> {
    await this.connection.sendRequest('shutdown');
    const ended = once(this.process, 'exit');
    await this.connection.sendNotification('exit');
    const [code] = await ended;
    return code;
  }
}
