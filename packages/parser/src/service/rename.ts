import { limits } from '../limits.ts';
import type { Script } from '../syntax/ast.ts';
import type { TextEdit } from '../text/edit.ts';
import { type Occurrence, occurrenceAt, variableOccurrences } from './variable.ts';

/** The edits of a rename, or a sentence that says why it cannot be. */
export type RenameResult = { readonly edits: readonly TextEdit[] } | { readonly refusal: string };

/** The variable name at an offset, which can be renamed; null where there is none. */
export function prepareRename(script: Script, offset: number): Occurrence | null {
  return occurrenceAt(variableOccurrences(script), offset);
}

/** Renames the variable at an offset wherever the script names it (RFC 5229 section 3). */
export function rename(script: Script, offset: number, newName: string): RenameResult {
  const all = variableOccurrences(script);
  const found = occurrenceAt(all, offset);
  if (found === null) return { refusal: 'Only variables can be renamed, and there is none here.' };
  if (!/^[a-z_]\w*$/i.test(newName) || newName.length > limits.variableNameLength) {
    return {
      refusal:
        `“${newName}” is no name for a variable: names start with a letter or _, go on with ` +
        `letters, digits and _, and have at most ${limits.variableNameLength} characters.`,
    };
  }
  const target = found.variable.replace(/[^.]*$/, newName.toLowerCase());
  if (target !== found.variable && all.some(({ variable }) => variable === target)) {
    return { refusal: `The script has a variable “${newName}” already. Choose another name.` };
  }
  const edits = all
    .filter(({ variable }) => variable === found.variable)
    .map(({ from, to }) => ({ from, to, insert: newName }));
  return { edits };
}
