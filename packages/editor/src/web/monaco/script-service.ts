import {
  type Checker,
  createChecker,
  type Diagnostic,
  parse,
  type Script,
  type Range as ScriptRange,
  type ServiceOptions,
  type TextEdit,
} from '@sievekit/parser';
import {
  type editor,
  type IRange,
  type languages,
  type Position,
  Range,
} from 'monaco-editor/editor';

/** What the features of the text editor know of its text. */
export interface ScriptService {
  /** The tree of the text as it is now, and what the server supports. */
  read(): { readonly script: Script; readonly options: ServiceOptions };
  /** What is wrong with the text as it is now, with fixes whose offsets hold. */
  diagnostics(): readonly Diagnostic[];
  offset(position: Position): number;
  /** An offset range as lines and columns from 1. */
  range(range: ScriptRange): Range;
  offsets(range: IRange): ScriptRange;
  edits(edits: readonly TextEdit[]): languages.TextEdit[];
}

/** Reads the model anew only when it changed. `capabilities`: the server's; none: not known. */
export function createScriptService(
  model: editor.ITextModel,
  capabilities: () => readonly string[],
): ScriptService {
  let version = -1;
  let script = parse('').script;
  let checked = -1;
  let found: readonly Diagnostic[] = [];
  let known: readonly string[] = [];
  let checker: Checker = createChecker();
  const options = (): ServiceOptions => {
    const names = capabilities();
    return names.length > 0 ? { capabilities: names } : {};
  };
  const range = ({ from, to }: ScriptRange): Range =>
    Range.fromPositions(model.getPositionAt(from), model.getPositionAt(to));
  return {
    read() {
      if (version !== model.getVersionId()) {
        version = model.getVersionId();
        script = parse(model.getValue()).script;
      }
      return { script, options: options() };
    },
    diagnostics() {
      if (known !== capabilities()) {
        known = capabilities();
        checker = createChecker(options());
        checked = -1;
      }
      if (checked !== model.getVersionId()) {
        checked = model.getVersionId();
        found = checker.check(model.getValue());
      }
      return found;
    },
    offset: (position) => model.getOffsetAt(position),
    range,
    offsets: ({ startLineNumber, startColumn, endLineNumber, endColumn }) => ({
      from: model.getOffsetAt({ lineNumber: startLineNumber, column: startColumn }),
      to: model.getOffsetAt({ lineNumber: endLineNumber, column: endColumn }),
    }),
    edits: (edits) => edits.map((edit) => ({ range: range(edit), text: edit.insert })),
  };
}
