import { expect, it } from 'vitest';
import { readCapabilities } from './capability.ts';

it('reads what Dovecot says before login', () => {
  const capabilities = readCapabilities([
    ['IMPLEMENTATION', 'Dovecot (Debian) Pigeonhole'],
    ['SIEVE', 'fileinto  reject '],
    ['NOTIFY', 'mailto'],
    ['SASL', 'plain SCRAM-SHA-256'],
    ['STARTTLS', null],
    ['VERSION', '1.0'],
  ]);
  expect(capabilities).toMatchObject({
    implementation: 'Dovecot (Debian) Pigeonhole',
    sasl: ['PLAIN', 'SCRAM-SHA-256'],
    sieve: ['fileinto', 'reject'],
    notify: ['mailto'],
    starttls: true,
    version: '1.0',
  });
  expect(capabilities).not.toHaveProperty('owner');
});

it('reads names in any case, MAXREDIRECTS as a number, and keeps the unknown', () => {
  const capabilities = readCapabilities([
    ['MaxRedirects', '4'],
    ['owner', 'alice'],
    ['X-New', 'what'],
  ]);
  expect(capabilities).toMatchObject({ maxRedirects: 4, owner: 'alice', implementation: '' });
  expect(capabilities.raw.get('X-NEW')).toBe('what');
});

it('takes the first of a name that is given twice, so that none can be smuggled in behind', () => {
  const lines = [
    ['SASL', 'SCRAM-SHA-256'],
    ['sasl', 'PLAIN'],
  ] as const;
  expect(readCapabilities(lines).sasl).toEqual(['SCRAM-SHA-256']);
});

it.each(['-1', '4x', '', '99999999999', null])('ignores MAXREDIRECTS %j', (value) => {
  expect(readCapabilities([['MAXREDIRECTS', value]])).not.toHaveProperty('maxRedirects');
});
