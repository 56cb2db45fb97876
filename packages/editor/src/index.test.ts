import { expect, it } from 'vitest';
import * as editor from './index.ts';

it('exports what it promises, and nothing else', () => {
  expect(Object.keys(editor).sort()).toEqual([
    'EditorError',
    'editorConfigSchema',
    'isEditorError',
    'startDemo',
    'startEditor',
  ]);
});
