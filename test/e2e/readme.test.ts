import { readFile } from 'node:fs/promises';
import { check, renderDiagnostic } from '@sievekit/parser';
import { describe, expect, it } from 'vitest';

/** The code blocks of a page: language and text. */
async function readBlocks(page: string): Promise<{ language: string; code: string }[]> {
  const text = await readFile(page, 'utf8');
  const blocks = text.matchAll(/^```(\w+)\n(.*?)^```$/gms);
  return [...blocks].map(([, language = '', code = '']) => ({ language, code }));
}

describe.each(['README.md', 'docs/managesieve.md'])('%s', async (page) => {
  const samples = (await readBlocks(page)).filter(({ language }) => language === 'ts');
  const imports = samples.flatMap(({ code }) =>
    [...code.matchAll(/^import \{ (.*) \} from '(.*)';$/gm)].flatMap(([, names = '', from = '']) =>
      names.split(', ').map((name) => [name, from] as const),
    ),
  );

  it.each(imports)('uses %s, which %s exports', async (name, from) => {
    expect(Object.keys(await import(from))).toContain(name);
  });
});

describe('README.md', () => {
  it('shows what sievekit check prints', async () => {
    const [first] = await readBlocks('README.md');
    const script = `require ["fileinto", "imap4flag"];

if header :contian "List-Id" "sieve" {
  fileinto "Lists"
}
vacation :days 7 "I am away.";
`;
    const shown = check(script)
      .map((diagnostic) => renderDiagnostic(script, diagnostic, { path: 'vacation.sieve' }))
      .join('\n\n');
    expect(first?.code).toBe(`$ sievekit check vacation.sieve\n${shown}\n\n1 script: 4 errors\n`);
  });

  it('shows what its first sample does', async () => {
    const text = 'if header :contains "List-Id" "sieve" { fileinto "Lists"; }';
    const [sample] = (await readBlocks('README.md')).filter(({ language }) => language === 'ts');
    expect(sample?.code).toContain(`const text = '${text}';`);
    expect(check(text).map(({ code }) => code)).toEqual(['missing-require']);
    expect(check(text)[0]?.fixes?.[0]?.edits[0]?.insert).toBe('require ["fileinto"];\n');
  });
});
