import { expect, it } from 'vitest';
import * as authority from './authority.ts';
import * as managesieve from './index.ts';

it('exports this and nothing else', () => {
  expect(Object.keys(managesieve).sort()).toEqual([
    'ManageSieveError',
    'Refusal',
    'clientLimits',
    'connect',
    'createFileStore',
    'createMemoryStore',
    'createServer',
    'createUserFile',
    'findNameFault',
    'findStoredNameFault',
    'isManageSieveError',
    'isResponseCode',
    'parseServerErrors',
    'serverLimits',
  ]);
  expect(Object.keys(authority)).toEqual(['createAuthority']);
});
