import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromFileName, toFileName } from './file-name.ts';

describe('toFileName', () => {
  it.each([
    ['main', 'main'],
    ['Main', '+main'],
    ['..', '%2e%2e'],
    ['a/b', 'a%2fb'],
    ['con', '%63on'],
    ['lpt9', '%6cpt9'],
    ['CON', '+c+o+n'],
    ['config', 'config'],
    ['dot.', 'dot%2e'],
    ['%63on', '%2563on'],
    ['é', '%c3%a9'],
    ['e\u0301', 'e%cc%81'],
    ['~', '%7e'],
  ])('%j is %s', (name, file) => {
    expect(toFileName(name)).toBe(file);
    expect(fromFileName(file)).toBe(name);
  });

  it('is short for the longest name', () => {
    expect(toFileName('x'.repeat(1024))).toMatch(/^~[\da-f]{64}$/);
  });

  it.each(['Main', '%6Dain', '%6dain', 'a.b', '%zz', '~ab', '%63onfig'])(
    'does not read what it did not write: %s',
    (file) => {
      expect(fromFileName(file)).toBeNull();
    },
  );

  it('gives each name a file of its own, whatever the disk thinks of case and accents', () => {
    const names = fc.string({ unit: 'binary', maxLength: 60 });
    fc.assert(
      fc.property(names, names, (one, other) => {
        const file = toFileName(one);
        expect(file).toMatch(/^[a-z\d%+_~-]*$/);
        if (!file.startsWith('~')) expect(fromFileName(file)).toBe(one);
        if (one !== other) expect(file).not.toBe(toFileName(other));
      }),
    );
  });
});
