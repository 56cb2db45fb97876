import { expect, test } from 'vitest';
import { capabilityAdditions } from '../../test/capability-table.ts';
import { describeCapabilities } from './capability.ts';

const all = describeCapabilities();

test('capabilities say what they add and who has them', () => {
  expect(all.find(({ name }) => name === 'relational')).toMatchObject({
    rfc: 'RFC 5231',
    adds: ['match type :value', 'match type :count'],
  });
  expect(all.find(({ name }) => name === 'copy')?.adds).toEqual([
    ':copy of fileinto, redirect, pipe',
  ]);
  expect(all.find(({ name }) => name === 'editheader')?.support).toEqual({
    'pigeonhole-0.5': 'optional',
    'pigeonhole-2.4': 'optional',
    'cyrus-3.6': 'default',
    'cyrus-3.10': 'default',
    stalwart: 'default',
    proton: 'none',
  });
});

test('they stand in the order of their names, the base language left out', () => {
  const names = all.map(({ name }) => name);
  expect(names).toEqual([...new Set(names)].sort());
  expect(names).not.toContain('');
});

test('each capability adds what the table says, and none is known by name alone', () => {
  const added = Object.fromEntries(all.map(({ name, adds }) => [name, adds.join(', ')]));
  expect(added).toEqual(capabilityAdditions);
  for (const { name, doc, rfc } of all) expect([name, doc, rfc]).not.toContain('');
});
