import { expect, it } from 'vitest';
import * as authority from './authority.ts';
import * as managesieve from './index.ts';

it('exports this and nothing else', () => {
  expect(Object.keys(managesieve).sort()).toEqual([
    'ManageSieveError',
    'Refusal',
    'afterDeploy',
    'clientLimits',
    'connect',
    'createFileStore',
    'createMemoryStore',
    'createServer',
    'createUserFile',
    'deploy',
    'findNameFault',
    'findStoredNameFault',
    'isManageSieveError',
    'isResponseCode',
    'parseServerErrors',
    'planDeploy',
    'readSnapshot',
    'serverLimits',
  ]);
  expect(Object.keys(authority)).toEqual(['createAuthority']);
});
