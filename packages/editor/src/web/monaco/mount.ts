// What the text editor can do: each import adds one feature and its weight. They stand here, for a
// file without exports is dropped from the page: the package says that it has no side effects.
// Features without a whole `register` of their own come by their file.
import 'monaco-editor/editor/contrib/semanticTokens/browser/documentSemanticTokens';
import 'monaco-editor/editor/contrib/suggest/browser/suggestController';
import 'monaco-editor/features/bracketMatching/register';
import 'monaco-editor/features/caretOperations/register';
import 'monaco-editor/features/clipboard/register';
import 'monaco-editor/features/codeAction/register';
import 'monaco-editor/features/codicon/register';
import 'monaco-editor/features/comment/register';
import 'monaco-editor/features/contextmenu/register';
import 'monaco-editor/features/find/register';
import 'monaco-editor/features/folding/register';
import 'monaco-editor/features/format/register';
import 'monaco-editor/features/gotoError/register';
import 'monaco-editor/features/hover/register';
import 'monaco-editor/features/indentation/register';
import 'monaco-editor/features/linesOperations/register';
import 'monaco-editor/features/multicursor/register';
import 'monaco-editor/features/parameterHints/register';
import 'monaco-editor/features/quickCommand/register';
import 'monaco-editor/features/quickOutline/register';
import 'monaco-editor/features/rename/register';
import 'monaco-editor/features/smartSelect/register';
import 'monaco-editor/features/snippet/register';
import 'monaco-editor/features/toggleHighContrast/register';
import 'monaco-editor/features/wordHighlighter/register';
import 'monaco-editor/features/wordOperations/register';
import { effect, type ReadonlySignal } from '@preact/signals';
import { findDefinition } from '@sievekit/parser';
import { editor, KeyCode, KeyMod, MarkerSeverity, Range } from 'monaco-editor/editor';
import EditorWorker from 'monaco-editor/editor/editor.worker?worker';
import type { Problem } from '../state/analysis.ts';
import type { TextDocument } from '../state/text-document.ts';
import type { TrialMark } from '../state/trial-mark.ts';
import { syncModel } from './model-sync.ts';
import { registerReading } from './read-feature.ts';
import { createScriptService, type ScriptService } from './script-service.ts';
import { registerSieve, SIEVE } from './sieve-language.ts';
import { followTheme } from './theme.ts';
import { registerWriting } from './write-feature.ts';

export interface MountOptions {
  readonly document: TextDocument;
  readonly problems: ReadonlySignal<readonly Problem[]>;
  /** Sieve extensions of the server; none: not known. */
  readonly capabilities: ReadonlySignal<readonly string[]>;
  /** The way of a message that is tried. */
  readonly marks: ReadonlySignal<readonly TrialMark[]>;
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
  const service = createScriptService(model, () => options.capabilities.peek());
  const features = [...registerReading(service), ...registerWriting(model, service)];
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
    quickSuggestions: { other: true, comments: false, strings: true },
    wordBasedSuggestions: 'off',
    'semanticHighlighting.enabled': true,
    stickyScroll: { enabled: false },
  });

  const show = (from: number, to: number): void => {
    const range = Range.fromPositions(model.getPositionAt(from), model.getPositionAt(to));
    view.setSelection(range);
    view.revealRangeInCenterIfOutsideViewport(range);
  };
  const unsync = syncModel(model, options.document, (offset) => show(offset, offset));
  const unmark = effect(() => mark(model, options.problems.value));
  // The list of problems comes and goes below: the cursor stays in sight.
  view.onDidLayoutChange(() => {
    const position = view.getPosition();
    if (position && view.hasTextFocus()) view.revealPosition(position);
  });
  const way = view.createDecorationsCollection();
  const unlight = effect(() => {
    way.set(options.marks.value.map((one) => light(service, one)));
  });
  addKeys(view, options);
  addTabMode(view, options.onTabMode);
  addDefinition(view, service, show);

  return {
    reveal(from, to) {
      show(from, to);
      view.focus();
    },
    dispose() {
      unmark();
      unlight();
      unsync();
      unfollow();
      for (const feature of features) feature.dispose();
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

/** F12 goes to where a variable is set. Monaco's own brings a window that weighs more than the rest. */
function addDefinition(
  view: editor.IStandaloneCodeEditor,
  service: ScriptService,
  show: (from: number, to: number) => void,
): void {
  view.addAction({
    id: 'sievekit.definition',
    label: 'Go to Definition',
    keybindings: [KeyCode.F12],
    contextMenuGroupId: 'navigation',
    run() {
      const position = view.getPosition();
      if (position === null) return;
      const targets = findDefinition(service.read().script, service.offset(position));
      const target = targets.find(({ type }) => type === 'here');
      if (target?.type === 'here') show(target.from, target.to);
    },
  });
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

/** A place that a tried message came through. */
function light(service: ScriptService, mark: TrialMark): editor.IModelDeltaDecoration {
  const lines =
    mark.kind === 'false' ? {} : { linesDecorationsClassName: `trial-line-${mark.kind}` };
  return {
    range: service.range(mark),
    options: { inlineClassName: `trial-${mark.kind}`, ...lines },
  };
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
