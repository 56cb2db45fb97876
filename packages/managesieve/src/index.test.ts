import { expect, it } from 'vitest';
import * as authority from './authority.ts';
import * as managesieve from './index.ts';

it('exports this and nothing else', () => {
  expect(Object.keys(managesieve).sort()).toEqual([
    'ManageSieveError',
    'Refusal',
    'accountFolder',
    'afterDeploy',
    'backUpAccount',
    'clientLimits',
    'connect',
    'createFileStore',
    'createMemoryStore',
    'createMemoryUsers',
    'createServer',
    'createUserFile',
    'defaultPort',
    'deploy',
    'findNameFault',
    'findStoredNameFault',
    'forEachAccount',
    'formatSieveUrl',
    'isManageSieveError',
    'isResponseCode',
    'listBackups',
    'openJournal',
    'parseServerErrors',
    'parseSieveUrl',
    'planDeploy',
    'readBackup',
    'readSnapshot',
    'restoreAccount',
    'serverLimits',
    'startTestServer',
  ]);
  expect(Object.keys(authority)).toEqual(['createAuthority']);
});
