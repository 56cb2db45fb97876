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
    'connectAs',
    'createFileStore',
    'createMemoryStore',
    'createMemoryUsers',
    'createPool',
    'createServer',
    'createUserFile',
    'defaultPort',
    'deploy',
    'discover',
    'discoveryLimits',
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
    'poolLimits',
    'readBackup',
    'readResponseMeaning',
    'readSnapshot',
    'restoreAccount',
    'saveAccount',
    'serverLimits',
    'startTestServer',
    'toPrintable',
    'writeBackup',
  ]);
  expect(Object.keys(authority)).toEqual(['createAuthority']);
});
