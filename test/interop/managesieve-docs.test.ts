import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';

type Run = (load: (name: string) => Promise<unknown>, console: object) => Promise<void>;
const AsyncFunction = (async () => {}).constructor as new (...words: string[]) => Run;

const page = await readFile(new URL('../../docs/managesieve.md', import.meta.url), 'utf8');
const section = /^## The server$(.*?)^## /ms.exec(page)?.[1] ?? '';
const samples = [...section.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, code = '']) => code);

it('has samples of the server', () => {
  expect(samples.length).toBeGreaterThanOrEqual(2);
});

it.each(samples.map((sample, index): [number, string] => [index + 1, sample]))(
  'sample %i prints what the page shows',
  async (_, sample) => {
    const code = sample.replace(/^import (\{.*\}) from ('.*');$/gm, 'const $1 = await load($2);');
    const printed: string[] = [];
    const log = (...values: unknown[]) =>
      printed.push(values.map((value) => JSON.stringify(value)).join(' '));
    await new AsyncFunction('load', 'console', code)((name) => import(name), { log });
    const shown = [...sample.matchAll(/console\.log\(.*\); \/\/ (.*)$/gm)].map(([, text]) => text);
    expect(printed).toEqual(shown);
  },
);
