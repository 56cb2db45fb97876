/**
 * A table in Markdown, its columns aligned.
 *
 * @param {readonly string[]} head
 * @param {readonly (readonly string[])[]} rows
 * @returns {string}
 */
export function table(head, rows) {
  const shown = [head, ...rows].map((row) => row.map((cell) => cell.replace(/^NaN.*/, '–')));
  const widths = head.map((_, i) => Math.max(...shown.map((row) => row[i]?.length ?? 0)));
  const lines = shown.map(
    (row) => `| ${row.map((c, i) => c.padEnd(widths[i] ?? 0)).join(' | ')} |`,
  );
  const rule = `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`;
  return `${[lines[0], rule, ...lines.slice(1)].join('\n')}\n`;
}

/**
 * Whether a goal is met, in a word.
 *
 * @param {boolean} met
 * @returns {string}
 */
export function verdict(met) {
  return met ? '(met)' : '(NOT met)';
}
