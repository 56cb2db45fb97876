import { check } from '@sievekit/parser';
import { expect, it } from 'vitest';
import { toSarif } from './sarif.ts';

it('gives rules, places and fixes as SARIF 2.1.0 has them', () => {
  const text = 'keep;\nfileinto "x";\nfoo;\n';
  const diagnostics = check(text, { profile: 'any' });
  expect(toSarif([{ path: 'a b/c.sieve', text, diagnostics }])).toMatchObject({
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'sievekit',
            rules: [
              {
                id: 'missing-require',
                name: 'MissingRequire',
                shortDescription: { text: 'Missing require' },
                defaultConfiguration: { level: 'error' },
              },
              { id: 'unknown-command' },
            ],
          },
        },
        columnKind: 'utf16CodeUnits',
        results: [
          {
            ruleId: 'missing-require',
            ruleIndex: 0,
            level: 'error',
            message: { text: expect.stringContaining('fileinto') },
            locations: [
              {
                physicalLocation: {
                  artifactLocation: { uri: 'a%20b/c.sieve' },
                  region: {
                    startLine: 2,
                    startColumn: 1,
                    endLine: 2,
                    endColumn: 9,
                    charOffset: 6,
                    charLength: 8,
                  },
                },
              },
            ],
            fixes: [
              {
                description: { text: 'Add "fileinto" to require' },
                artifactChanges: [
                  {
                    replacements: [
                      {
                        deletedRegion: { charOffset: 0, charLength: 0 },
                        insertedContent: { text: 'require ["fileinto"];\n' },
                      },
                    ],
                  },
                ],
              },
            ],
          },
          { ruleId: 'unknown-command', ruleIndex: 1 },
        ],
      },
    ],
  });
});

it('names every file by a URI', () => {
  const text = 'foo;';
  const diagnostics = check(text);
  const uriOf = (path: string): string =>
    /"uri":"([^"]*)"/.exec(JSON.stringify(toSarif([{ path, text, diagnostics }])))?.[1] ?? '';
  expect(['/tmp/ü.sieve', 'x#y.sieve', '<stdin>'].map(uriOf)).toEqual([
    'file:///tmp/%C3%BC.sieve',
    'x%23y.sieve',
    'stdin',
  ]);
});
