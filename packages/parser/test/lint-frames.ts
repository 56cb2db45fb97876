import { lint } from '../src/lint/lint.ts';
import type { RuleName } from '../src/lint/rule-name.ts';
import { parse } from '../src/syntax/parse.ts';
import { renderDiagnostic } from '../src/text/code-frame.ts';
import { applyEdits } from '../src/text/edit.ts';

/** What one rule finds in a script: each with its line under carets, and the script after its fixes. */
export function lintFrames(rule: RuleName, text: string): string {
  return lint(parse(text).script)
    .filter(({ code }) => code === rule)
    .flatMap((diagnostic) => [
      renderDiagnostic(text, diagnostic),
      ...(diagnostic.fixes ?? []).map(
        ({ title, edits }) => `${title}:\n${indent(applyEdits(text, edits))}`,
      ),
    ])
    .join('\n');
}

function indent(text: string): string {
  return text.replace(/^(?=.)/gm, '    ');
}
