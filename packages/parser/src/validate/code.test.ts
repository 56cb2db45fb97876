import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { syntaxCodes } from '../syntax/report.ts';
import { validateCodes } from './code.ts';

const page = readFileSync(new URL('../../../../docs/errors.md', import.meta.url), 'utf8');

test('docs/errors.md has one row for each code, and none for others', () => {
  const rows = [...page.matchAll(/^\| `([a-z\d-]+)` \|/gm)].map((match) => match[1]);
  // Whoever reads the file tells of its encoding.
  const codes = new Set<string>([...syntaxCodes, ...validateCodes, 'not-utf-8']);
  expect(rows.toSorted()).toEqual([...codes].sort());
});

test('every code is given somewhere', () => {
  const folder = new URL('.', import.meta.url);
  const source = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts') && name !== 'code.ts')
    .map((name) => readFileSync(new URL(name, folder), 'utf8'))
    .join('\n');
  expect(validateCodes.filter((code) => !source.includes(`'${code}'`))).toEqual([]);
});
