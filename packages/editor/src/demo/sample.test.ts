import { parse, readFilters, readVacation } from '@sievekit/parser';
import { describe, expect, it } from 'vitest';
import { checkScript } from './checker.ts';
import { activeSample, readSampleScripts } from './sample.ts';

const samples = await readSampleScripts();

function read(name: string) {
  const sample = samples.find((script) => script.name === name);
  return parse(Buffer.from(sample?.bytes ?? '').toString()).script;
}

describe('the sample scripts', () => {
  it.each(samples)('$name compiles without a word', ({ bytes }) => {
    expect(checkScript(bytes)).toEqual({ errors: [], warnings: [] });
  });

  it('have rules that the form can show, one of them off, and one that it cannot', () => {
    expect(readFilters(read(activeSample)).map(({ name, kind }) => [name, kind])).toEqual([
      ['Sieve mailing list', 'form'],
      ['Newsletters', 'form'],
      ['Invoices', 'form'],
      ['Build reports', 'form'],
      ['Mail from the boss', 'code'],
    ]);
    expect(readFilters(read(activeSample))[3]).toMatchObject({ enabled: false });
  });

  it('have a vacation to switch on, and one with dates', () => {
    expect(readVacation(read(activeSample))).toMatchObject({ enabled: false });
    expect(readVacation(read('holidays'))).toMatchObject({
      start: '2026-12-24',
      end: '2027-01-03',
    });
    expect(readFilters(read('holidays'))).toMatchObject([{ kind: 'form' }]);
  });

  it('have one written by hand that the form leaves alone', () => {
    expect(readFilters(read('by-hand')).every(({ kind }) => kind === 'code')).toBe(true);
    expect(readVacation(read('by-hand'))).toBeNull();
  });
});
