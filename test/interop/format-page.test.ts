import { readFile } from 'node:fs/promises';
import { format, renderDiagnostic } from '@sievekit/parser';
import { expect, it } from 'vitest';

const page = await readFile('docs/format.md', 'utf8');
const blocks = [...page.matchAll(/^```sieve\n(.*?)^```$/gms)].map(([, code = '']) => code);

it.each(blocks.flatMap((_, index) => (index % 2 === 0 ? [index] : [])))(
  'docs/format.md shows in block %i and the next what format does',
  (index) => {
    const before = blocks[index] ?? '';
    expect(format(before)).toMatchObject({ text: blocks[index + 1], diagnostics: [] });
    expect(format(before).edits).not.toEqual([]);
  },
);

it('docs/format.md shows what is said of a script with an error', () => {
  const script = 'if true {keep}\n';
  const [diagnostic] = format(script).diagnostics;
  if (diagnostic === undefined) throw new Error('the script has an error');
  expect(page).toContain(`${renderDiagnostic(script, diagnostic, { path: '<stdin>' })}\n\n`);
});
