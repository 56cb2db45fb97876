import { lintRules } from '@sievekit/parser';
import type { Terminal } from '../terminal.ts';

/** Prints the rules of the linter, one a line, or as JSON `{"rules":[{name,severity,summary,since}]}`. */
export function listRules(options: { readonly json?: boolean }, terminal: Terminal): void {
  if (options.json) {
    terminal.out(`${JSON.stringify({ rules: lintRules }, null, 2)}\n`);
    return;
  }
  const width = Math.max(...lintRules.map(({ name }) => name.length));
  const lines = lintRules.map(
    ({ name, severity, summary }) =>
      `${name.padEnd(width)}  ${severity.padEnd('warning'.length)}  ${summary}\n`,
  );
  terminal.out(lines.join(''));
}
