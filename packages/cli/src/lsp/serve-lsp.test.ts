import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import type {
  CodeAction,
  CompletionItem,
  Diagnostic,
  TextEdit,
  WorkspaceEdit,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { Editor, uri } from '../../test/editor.ts';

const pushing = { textDocument: { completion: { completionItem: { snippetSupport: true } } } };
const pulling = { textDocument: { diagnostic: {} } };

const editors: Editor[] = [];
afterEach(() => {
  for (const editor of editors.splice(0)) editor.process.kill('SIGKILL');
});

async function edit(
  text: string,
  capabilities: object = pushing,
  settings?: unknown,
): Promise<Editor> {
  const editor = new Editor();
  editors.push(editor);
  await editor.start(capabilities, settings);
  await editor.open(text);
  return editor;
}

describe('sievekit lsp', { timeout: 30_000 }, () => {
  it('follows an editor from the first mistake to the last key', async () => {
    const editor = await edit('keep;\nfileinto "Junk";\n');
    const [mistake, ...others] = await editor.diagnostics();
    expect(others).toEqual([]);
    expect(mistake).toMatchObject({
      code: 'missing-require',
      severity: 1,
      source: 'sievekit',
      range: { start: { line: 1, character: 0 }, end: { line: 1, character: 8 } },
    });

    const actions = await editor.ask<CodeAction[]>('textDocument/codeAction', 0, {
      range: mistake?.range,
      context: { diagnostics: [mistake] },
    });
    const fix = actions.find(({ title }) => title === 'Add "fileinto" to require');
    expect(fix).toMatchObject({ kind: 'quickfix', isPreferred: true });
    const mended = editor.appliedEdit(fix?.edit);
    expect(mended).toBe('require ["fileinto"];\nkeep;\nfileinto "Junk";\n');

    await editor.type(0, 0, 'require ["fileinto"];\n');
    expect(await editor.diagnostics()).toEqual([]);

    await editor.type(editor.at('keep'), editor.at('keep'), 'vac');
    const offset = editor.at('vackeep') + 3;
    await editor.type(offset, offset, '\n');
    const items = await editor.ask<CompletionItem[]>('textDocument/completion', offset);
    const item = items.find(({ label }) => label === 'vacation');
    expect(item).toMatchObject({ insertTextFormat: 2, detail: expect.stringContaining(':days') });
    expect(item?.textEdit?.newText).toMatch(/^vacation "\$\{1:reason\}";$/);
    expect(editor.applied(item?.additionalTextEdits ?? [])).toContain('["fileinto", "vacation"]');

    const hover = await editor.ask('textDocument/hover', editor.at('fileinto "Junk"') + 2);
    expect(hover).toMatchObject({
      contents: { kind: 'markdown', value: expect.stringContaining('Files the message') },
    });
    expect(editor.errors).toEqual([]);
    expect(await editor.stop()).toBe(0);
  });

  it('renames and finds variables', async () => {
    const editor = await edit(
      `require "variables";\nset "a" "é😀";\nredirect "\${a}@example.org";\n`,
    );
    const offset = editor.at('{a}') + 1;
    expect(await editor.ask('textDocument/prepareRename', offset)).toMatchObject({
      placeholder: 'a',
    });
    const renamed = await editor.ask<WorkspaceEdit>('textDocument/rename', offset, {
      newName: 'to',
    });
    expect(editor.appliedEdit(renamed)).toContain(`set "to" "é😀";\nredirect "\${to}@`);
    const refused = editor.ask('textDocument/rename', offset, { newName: '1' });
    await expect(refused).rejects.toThrow(/is no name for a variable/);
    expect(await editor.ask('textDocument/definition', offset)).toEqual([
      { uri, range: { start: { line: 1, character: 5 }, end: { line: 1, character: 6 } } },
    ]);
    const context = { includeDeclaration: true };
    expect(await editor.ask('textDocument/references', offset, { context })).toHaveLength(2);
    expect(await editor.ask('textDocument/documentHighlight', offset)).toHaveLength(2);
  });

  it('shows the shape of a script', async () => {
    const editor = await edit('# rule:[Lists]\nif false {\n  stop;\n  keep; # é\n}\n/* a\nb */\n');
    const range = { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } };
    expect(await editor.ask('textDocument/documentSymbol', 0)).toMatchObject([{ name: 'Lists' }]);
    expect(await editor.ask('textDocument/foldingRange', 0)).toEqual([
      { startLine: 1, endLine: 3, kind: 'region' },
      { startLine: 5, endLine: 6, kind: 'comment' },
    ]);
    expect(await editor.ask('textDocument/inlayHint', 0, { range })).toMatchObject([
      { label: 'disabled', position: { line: 1, character: 8 } },
      { label: 'unreachable', position: { line: 3, character: 2 } },
    ]);
    const { data } = await editor.ask<{ data: number[] }>('textDocument/semanticTokens/full', 0);
    expect(data.slice(0, 10)).toEqual([0, 0, 14, 0, 0, 1, 0, 2, 1, 0]);
    expect(data.slice(-10)).toEqual([2, 0, 4, 0, 0, 1, 0, 4, 0, 0]);
    const positions = [{ line: 2, character: 3 }];
    expect(await editor.ask('textDocument/selectionRange', 0, { positions })).toMatchObject([
      { range: { start: { line: 2, character: 2 }, end: { line: 2, character: 6 } } },
    ]);
    expect(await editor.ask('textDocument/signatureHelp', editor.at('false'))).toMatchObject({
      signatures: [{ label: 'if <test> { … }' }],
    });
  });

  it('formats', async () => {
    const options = { tabSize: 2, insertSpaces: true };
    const editor = await edit('if  true {keep ;}');
    const edits = await editor.ask<TextEdit[]>('textDocument/formatting', 0, { options });
    expect(editor.applied(edits)).toMatch(/^if true \{\r?\n.*keep;\r?\n\}/);
  });

  it('answers an editor that asks for diagnostics, and sends none', async () => {
    const editor = await edit('kep;', pulling);
    expect(await editor.ask('textDocument/diagnostic', 0)).toMatchObject({
      kind: 'full',
      items: [{ code: 'unknown-command' }],
    });
  });

  it('knows the server that it is told of', async () => {
    const editor = await edit('require "vacation";\n', pushing, { capabilities: ['fileinto'] });
    expect(await editor.diagnostics()).toMatchObject([{ code: 'capability-not-supported' }]);
    const end = editor.document.getText().length;
    const items = await editor.ask<CompletionItem[]>('textDocument/completion', end);
    const labels = items.map(({ label }) => label);
    expect(labels).toContain('fileinto');
    expect(labels).not.toContain('reject');
    await editor.type(end, end, '\n');
    const settings = { sievekit: { capabilities: ['vacation'] } };
    await editor.connection.sendNotification('workspace/didChangeConfiguration', { settings });
    const codes = (await editor.diagnostics()).map(({ code }) => code);
    expect(codes).not.toContain('capability-not-supported');
  });

  it('switches rules off by its settings', async () => {
    const rules = { 'redundant-stop': 'off', 'double-not': 'error' };
    const text = 'if not not exists "a" { keep; }\nstop;\n';
    const editor = await edit(text, pushing, { rules });
    expect(await editor.diagnostics()).toMatchObject([{ code: 'double-not', severity: 1 }]);
  });

  it.each([
    [{ capabilities: 'fileinto' }, /"capabilities" must be a list/],
    [{ profile: 'nobody' }, /There is no profile "nobody"/],
    [{ rules: { nothing: 'off' } }, /There is no rule "nothing"/],
    [{ rules: { 'double-not': 'loud' } }, /can be off, note, warning, error/],
  ])('says what is wrong with the settings %j', async (settings, message) => {
    const editor = await edit('kep;', pushing, settings);
    expect(await editor.diagnostics()).toMatchObject([{ code: 'unknown-command' }]);
    expect(editor.messages).toEqual([expect.stringMatching(message)]);
  });

  it('opens an included script of the same folder, and none elsewhere', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'sievekit-lsp-'));
    try {
      await writeFile(join(folder, 'my lists.sieve'), 'keep;');
      await writeFile(join(folder, 'plain'), 'keep;');
      const editor = new Editor();
      editors.push(editor);
      editor.document = TextDocument.create(
        pathToFileURL(join(folder, 'main.sieve')).href,
        'sieve',
        1,
        '',
      );
      await editor.start(pushing);
      await editor.open('include "my lists"; include "plain"; include "none"; include "../etc";');
      const found = (part: string): Promise<{ uri: string }[]> =>
        editor.ask('textDocument/definition', editor.at(part));
      const there = pathToFileURL(join(folder, 'my lists.sieve')).href;
      expect(await found('my lists')).toMatchObject([{ uri: there }]);
      expect(await found('plain')).toHaveLength(1);
      expect(await found('none')).toEqual([]);
      expect(await found('../etc')).toEqual([]);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('tells of scripts that include one another, those that are open among them', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'sievekit-lsp-'));
    try {
      await writeFile(join(folder, 'b.sieve'), 'require "include"; include "c";');
      await writeFile(join(folder, 'c.sieve'), 'keep;');
      const editor = new Editor();
      editors.push(editor);
      const uriOf = (name: string): string => pathToFileURL(join(folder, name)).href;
      editor.document = TextDocument.create(uriOf('a.sieve'), 'sieve', 1, '');
      await editor.start(pulling);
      await editor.open('require "include";\ninclude "b";\n');
      const found = async (): Promise<unknown[]> => {
        const { items } = await editor.ask<{ items: Diagnostic[] }>('textDocument/diagnostic', 0);
        return items.map(({ code, range }) => [code, range.start.line]);
      };
      expect(await found()).toEqual([]);
      await editor.connection.sendNotification('textDocument/didOpen', {
        textDocument: {
          uri: uriOf('c.sieve'),
          languageId: 'sieve',
          version: 1,
          text: 'require "include"; include "a";',
        },
      });
      expect(await found()).toEqual([['include-loop', 1]]);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('marks what is of no use and what is out of date', async () => {
    const editor = await edit('require ["imapflags"];\nmark;\nstop;\nkeep;\n');
    expect(await editor.diagnostics()).toMatchObject([
      { code: 'deprecated-capability', tags: [2] },
      { code: 'unreachable-code', tags: [1] },
    ]);
  });

  it('survives whatever it is asked', async () => {
    const editor = await edit('if ( [ "');
    const methods = [
      'hover',
      'completion',
      'signatureHelp',
      'definition',
      'rename',
      'prepareRename',
    ];
    const others = ['documentSymbol', 'foldingRange', 'selectionRange', 'codeAction', 'inlayHint'];
    const nonsense = [
      {},
      { textDocument: { uri: 'file:///closed' }, position: { line: 0, character: 0 } },
      { textDocument: { uri }, position: { line: 1e9, character: -5 } },
      { textDocument: { uri }, position: null, range: null, context: {}, newName: null },
    ];
    for (const method of [...methods, ...others, 'semanticTokens/full', 'nothing']) {
      for (const params of nonsense) {
        await editor.connection.sendRequest(`textDocument/${method}`, params).catch(() => {});
      }
    }
    const broken = { textDocument: { uri, version: 2 }, contentChanges: [{ nonsense: true }] };
    await editor.connection.sendNotification('textDocument/didChange', broken);
    expect(await editor.ask('textDocument/hover', 0)).toMatchObject({ contents: {} });
    expect(await editor.stop()).toBe(0);
  });

  it('ends with 1 when the editor goes without a word', async () => {
    const editor = await edit('keep;');
    const ended = once(editor.process, 'exit');
    editor.process.stdin.end();
    expect((await ended)[0]).toBe(1);
  });
});
