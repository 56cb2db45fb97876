import { describe, expect, it } from 'vitest';
import { nameLimits } from '../limits.ts';
import { findNameFault, findStoredNameFault } from './script-name.ts';

const unsendable: [string, string][] = [
  ['', 'is empty'],
  ['a\0b', 'control'],
  ['x"\r\nDELETESCRIPT "victim', 'control'],
  ['tab\t', 'control'],
  ['\x7f', 'control'],
  ['\x85', 'control'],
  ['line\u2028', 'control'],
  ['half \ud83d', 'Unicode'],
  ['x'.repeat(nameLimits.octets + 1), 'octets'],
];

describe('findNameFault', () => {
  it.each(unsendable)('refuses %j', (name, fault) => {
    expect(findNameFault(name)).toContain(fault);
  });

  it.each(['main', 'q"uo\\te', 'ünï→😀', 'e\u0301', 'a/b', '..', 'x'.repeat(nameLimits.octets)])(
    'lets %j through',
    (name) => {
      expect(findNameFault(name)).toBeNull();
    },
  );
});

describe('findStoredNameFault', () => {
  it.each([
    ...unsendable,
    ['e\u0301', 'normal form'],
    ['evil\u202egpj', 'direction'],
    ['x'.repeat(nameLimits.characters + 1), 'characters'],
  ])('refuses %j', (name, fault) => {
    expect(findStoredNameFault(name)).toContain(fault);
  });

  it.each(['main', 'a/b', '..', 'é', '😀'.repeat(nameLimits.characters)])('takes %j', (name) => {
    expect(findStoredNameFault(name)).toBeNull();
  });
});
