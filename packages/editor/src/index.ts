export { type Demo, type DemoOptions, startDemo } from './demo/start-demo.ts';
export { EditorError, type EditorErrorCode, isEditorError } from './editor-error.ts';
export {
  type EditorConfig,
  type EditorSettings,
  editorConfigSchema,
  type ImapConfig,
  type ManageSieveConfig,
  type SessionConfig,
} from './server/config.ts';
export { type Editor, type EditorOptions, startEditor } from './server/start-editor.ts';
