// What the text editor can do: each import adds one feature and its weight. They stand here, for a
// file without exports is dropped from the page: the package says that it has no side effects.
import 'monaco-editor/features/bracketMatching/register';
import 'monaco-editor/features/caretOperations/register';
import 'monaco-editor/features/clipboard/register';
import 'monaco-editor/features/codicon/register';
import 'monaco-editor/features/comment/register';
import 'monaco-editor/features/contextmenu/register';
import 'monaco-editor/features/find/register';
import 'monaco-editor/features/folding/register';
import 'monaco-editor/features/gotoError/register';
import 'monaco-editor/features/hover/register';
import 'monaco-editor/features/indentation/register';
import 'monaco-editor/features/linesOperations/register';
import 'monaco-editor/features/multicursor/register';
import 'monaco-editor/features/quickCommand/register';
import 'monaco-editor/features/smartSelect/register';
import 'monaco-editor/features/toggleHighContrast/register';
import 'monaco-editor/features/wordOperations/register';
import { effect, type ReadonlySignal } from '@preact/signals';
import { editor, KeyCode, KeyMod, MarkerSeverity, Range } from 'monaco-editor/editor';
import EditorWorker from 'monaco-editor/editor/editor.worker?worker';
import type { Problem } from '../state/analysis.ts';
import type { TextDocument } from '../state/text-document.ts';
import { syncModel } from './model-sync.ts';
import { registerSieve, SIEVE } from './sieve-language.ts';
import { followTheme } from './theme.ts';

export interface MountOptions {
  readonly document: TextDocument;
  readonly problems: ReadonlySignal<readonly Problem[]>;
  /** Name of the field, for those who hear it. */
  readonly label: string;
  readonly onSave: () => void;
  /** Ctrl+M was pressed: whether Tab now leaves the editor. */
  readonly onTabMode: (leaves: boolean) => void;
}

/** The text editor in its place. */
export interface MountedEditor {
  /** Selects a range, scrolls there and takes the focus. Offsets count in the document's text. */
  reveal(from: number, to: number): void;
  dispose(): void;
}

globalThis.MonacoEnvironment = { getWorker: () => new EditorWorker() };

/** Puts Monaco into `place`, in step with the document both ways. */
export function mountEditor(place: HTMLElement, options: MountOptions): MountedEditor {
  registerSieve();
  const model = editor.createModel(options.document.text.peek(), SIEVE);
  model.setEOL(editor.EndOfLineSequence.LF);
  const unfollow = followTheme();
  const view = editor.create(place, {
    model,
    ariaLabel: options.label,
    automaticLayout: true,
    fontFamily: getComputedStyle(document.documentElement).getPropertyValue('--font-code'),
    fontSize: 14,
    lineHeight: 22,
    minimap: { enabled: false },
    padding: { top: 12, bottom: 12 },
    scrollBeyondLastLine: false,
    renderLineHighlight: 'line',
    overviewRulerBorder: false,
    fixedOverflowWidgets: true,
    // The colours of menus do not reach into a shadow tree.
    useShadowDOM: false,
    wordWrap: 'on',
    tabSize: 4,
    smoothScrolling: !matchMedia('(prefers-reduced-motion: reduce)').matches,
    // Undo is the document's, and the browser's drop may bring in other kinds of text.
    dropIntoEditor: { enabled: false },
    quickSuggestions: false,
  });

  const show = (from: number, to: number): void => {
    const range = Range.fromPositions(model.getPositionAt(from), model.getPositionAt(to));
    view.setSelection(range);
    view.revealRangeInCenterIfOutsideViewport(range);
  };
  const unsync = syncModel(model, options.document, (offset) => show(offset, offset));
  const unmark = effect(() => mark(model, options.problems.value));
  addKeys(view, options);
  addTabMode(view, options.onTabMode);

  return {
    reveal(from, to) {
      show(from, to);
      view.focus();
    },
    dispose() {
      unmark();
      unsync();
      unfollow();
      view.dispose();
      model.dispose();
    },
  };
}

function addKeys(view: editor.IStandaloneCodeEditor, options: MountOptions): void {
  const { document, onSave } = options;
  const keys: readonly [id: string, label: string, keybindings: number[], run: () => void][] = [
    ['undo', 'Undo', [KeyMod.CtrlCmd | KeyCode.KeyZ], () => document.undo()],
    [
      'redo',
      'Redo',
      [KeyMod.CtrlCmd | KeyMod.Shift | KeyCode.KeyZ, KeyMod.CtrlCmd | KeyCode.KeyY],
      () => document.redo(),
    ],
    ['save', 'Save', [KeyMod.CtrlCmd | KeyCode.KeyS], onSave],
  ];
  for (const [id, label, keybindings, run] of keys) {
    view.addAction({ id: `sievekit.${id}`, label, keybindings, run });
  }
}

/** Ctrl+M, on a Mac too: Tab moves on from the editor, or indents again. */
function addTabMode(
  view: editor.IStandaloneCodeEditor,
  onTabMode: MountOptions['onTabMode'],
): void {
  let leaves = false;
  const toggle = (): void => {
    leaves = !leaves;
    view.updateOptions({ tabFocusMode: leaves });
    onTabMode(leaves);
  };
  view.addAction({ id: 'sievekit.tabMode', label: 'Toggle Tab Key Moves Focus', run: toggle });
  view.onKeyDown((event) => {
    if (event.keyCode !== KeyCode.KeyM || !event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    toggle();
  });
}

const severities = {
  error: MarkerSeverity.Error,
  warning: MarkerSeverity.Warning,
  note: MarkerSeverity.Info,
} as const;

function mark(model: editor.ITextModel, problems: readonly Problem[]): void {
  const markers = problems.map((problem) => {
    const start = model.getPositionAt(problem.from);
    const end = model.getPositionAt(problem.to);
    return {
      severity: severities[problem.severity],
      message: problem.message,
      startLineNumber: start.lineNumber,
      startColumn: start.column,
      endLineNumber: end.lineNumber,
      endColumn: end.column,
    };
  });
  editor.setModelMarkers(model, 'sievekit', markers);
}
