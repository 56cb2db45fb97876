import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DocumentChange, TextDocument } from './text-document.ts';

const text = fc.string({ unit: fc.constantFrom('a', 'b', '"', '\n', '\u{1f600}') });

describe('TextDocument', () => {
  it('undoes and does again, whatever was written', () => {
    fc.assert(
      fc.property(text, fc.array(text), (first, texts) => {
        const document = new TextDocument(first);
        for (const text of texts) document.replace(text, 'text');
        const last = document.text.value;
        while (document.undo());
        expect(document.text.value).toBe(first);
        while (document.redo());
        expect(document.text.value).toBe(last);
      }),
    );
  });

  it('has one undo for edits of the form and of the text', () => {
    const document = new TextDocument('keep;');
    document.replace('keep; # typed', 'text', 'type');
    document.apply([{ from: 0, to: 0, insert: '# rule\n' }], 'rules');
    document.undo();
    expect(document.text.value).toBe('keep; # typed');
    document.undo();
    expect(document.text.value).toBe('keep;');
    expect(document.canUndo.value).toBe(false);
  });

  it('takes edits in any order', () => {
    const document = new TextDocument('abc');
    const edits = [
      { from: 2, to: 3, insert: 'C' },
      { from: 0, to: 0, insert: '!' },
    ];
    document.apply(edits, 'rules');
    expect(document.text.value).toBe('!abC');
    document.undo();
    expect(document.text.value).toBe('abc');
  });

  it('knows one kind of line end, whatever is inserted', () => {
    const document = new TextDocument('');
    document.apply([{ from: 0, to: 0, insert: 'a\r\nb\rc\n' }], 'rules');
    expect(document.text.value).toBe('a\nb\nc\n');
    document.undo();
    expect(document.text.value).toBe('');
  });

  it('tells who made a change', () => {
    const document = new TextDocument('');
    const heard: DocumentChange['origin'][] = [];
    const off = document.onChange(({ origin }) => heard.push(origin));
    document.replace('a', 'text');
    document.undo();
    document.load('b');
    off();
    document.replace('c', 'rules');
    expect(heard).toEqual(['text', 'history', 'load']);
  });

  it('begins anew with another text', () => {
    const document = new TextDocument('a');
    document.replace('b', 'text');
    document.load('c');
    expect(document.undo()).toBe(false);
    expect(document.text.value).toBe('c');
  });
});
