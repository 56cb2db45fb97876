import { describe, expect, it } from 'vitest';
import { defaultSettings } from '../run/setting.ts';
import { allowedCapabilities, readSettings } from './server-setting.ts';

describe('settings of Dovecot', () => {
  it.each<[Record<string, string>, object]>([
    [{ recipient_delimiter: '-' }, { recipientDelimiter: '-' }],
    [
      { sieve_max_redirects: '0', sieve_max_actions: '3' },
      { maxRedirects: 0, maxActions: 3 },
    ],
    [{ sieve_vacation_min_period: '5m' }, { vacationMinSeconds: 300 }],
    [{ sieve_vacation_max_period: '2w' }, { vacationMaxSeconds: 1_209_600 }],
    [
      { sieve_vacation_min_period: '2d', sieve_vacation_max_period: '1d' },
      { vacationMinSeconds: 172_800, vacationMaxSeconds: 0 },
    ],
    [{ sieve_vacation_default_period: 'nonsense' }, { vacationDefaultSeconds: 604_800 }],
    [{ sieve_vacation_dont_check_recipient: 'yes' }, { vacationDontCheckRecipient: true }],
    [{ sieve_duplicate_default_period: '90' }, { duplicateDefaultSeconds: 90 }],
    [{ sieve_editheader_protected: 'X-A x-b' }, { forbiddenToAdd: new Set(['x-a', 'x-b']) }],
    [
      { 'sieve_editheader_header/X-A/forbid_delete': 'yes' },
      { forbiddenToAdd: new Set(), forbiddenToDelete: new Set(['x-a']) },
    ],
    [{ sieve_editheader_max_header_size: '4k' }, { editedFieldSize: 4096 }],
    [{ sieve_editheader_max_header_size: '1' }, { editedFieldSize: 1024 }],
    [{ sieve_variables_max_variable_size: '8k' }, { variableSize: 8192 }],
    [{ sieve_user_email: 'a@b.test' }, { userAddress: 'a@b.test' }],
    [
      {
        sieve_spamtest_status_header: 'X-Spam',
        sieve_spamtest_status_type: 'text',
        sieve_spamtest_text_value1: 'ham',
      },
      {
        spamtest: { statusHeader: 'X-Spam', statusType: 'text', textValues: new Map([[1, 'ham']]) },
      },
    ],
    [{ sieve_virustest_max_value: '5' }, { virustest: null }],
  ])('%j', (configuration, expected) => {
    expect(readSettings(new Map(Object.entries(configuration)))).toMatchObject(expected);
  });

  it('are those of the server where none is set', () => {
    expect(readSettings(new Map())).toEqual(defaultSettings);
  });
});

describe('extensions that are switched on and off', () => {
  const all = new Set(['a', 'b', 'comparator-i;octet']);
  it.each<[Record<string, string>, string[]]>([
    [{}, ['a', 'b', 'comparator-i;octet']],
    [{ sieve_extensions: '-a' }, ['b', 'comparator-i;octet']],
    [{ sieve_extensions: '+nonsense' }, ['a', 'b', 'comparator-i;octet']],
    [{ sieve_extensions: 'a nonsense' }, ['a', 'comparator-i;octet']],
    [{ 'sieve_extensions/b': 'no' }, ['a', 'comparator-i;octet']],
  ])('%j', (configuration, expected) => {
    const allowed = allowedCapabilities(new Map(Object.entries(configuration)), all);
    expect([...allowed].sort()).toEqual(expected);
  });
});
