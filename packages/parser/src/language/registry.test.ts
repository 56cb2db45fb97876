import { expect, test } from 'vitest';
import { extensions } from './extensions.ts';
import { commandNames, findCommand, findExtension, findTest, testNames } from './registry.ts';

test('few names have several meanings; which one counts is up to what is required', () => {
  const several = (
    names: readonly string[],
    find: typeof findCommand | typeof findTest,
  ): string[] =>
    names
      .map((name) => find(name))
      .filter((entry) => (entry?.others.length ?? 0) > 0)
      .map((entry) => entry?.definition.name ?? '');
  expect(several(commandNames(), findCommand)).toEqual([
    'redirect',
    'notify',
    'break',
    'setflag',
    'addflag',
    'removeflag',
  ]);
  expect(several(testNames(), findTest)).toEqual(['duplicate']);
  const meaning = (...enabled: string[]): string | undefined =>
    findCommand('notify', new Set(enabled))?.extension.capability;
  expect(meaning('notify')).toBe('notify');
  expect(meaning('enotify')).toBe('enotify');
  expect(meaning('enotify', 'notify')).toBe('enotify');
  expect(meaning()).toBe('enotify');
  expect(findCommand('notify')?.extension.capability).toBe('enotify');
  expect(findCommand('redirect', new Set())?.parameters[0]?.type).toBe('string');
  const multiple = new Set(['vnd.cyrus.redirect-multiple']);
  expect(findCommand('redirect', multiple)?.parameters[0]?.type).toBe('string-list');
});

test('additions, implications and needs name what exists', () => {
  for (const { additions = [], implies = [], needs = [], excludes = [] } of extensions) {
    for (const { commands = [], tests = [] } of additions) {
      expect(commands.filter((name) => findCommand(name) === undefined)).toEqual([]);
      expect(tests.filter((name) => findTest(name) === undefined)).toEqual([]);
    }
    for (const name of [...implies, ...needs, ...excludes])
      expect(findExtension(name)).toBeDefined();
  }
});

test('names are lower case and all that is described says so in a sentence', () => {
  for (const name of [...commandNames(), ...testNames()]) {
    const { definition, tags } = findCommand(name) ?? findTest(name) ?? {};
    expect(name).toBe(name.toLowerCase());
    expect(definition?.doc).toMatch(/[.]$/);
    for (const [tag, entries] of tags ?? []) {
      expect(tag).toBe(tag.toLowerCase());
      for (const entry of entries) expect(entry.definition.doc).not.toBe('');
    }
  }
});

test('extensions add their tags to the commands of others', () => {
  expect([...(findCommand('fileinto')?.tags.keys() ?? [])]).toEqual(
    expect.arrayContaining(['copy', 'create', 'flags', 'specialuse']),
  );
  expect(findTest('header')?.tags.get('count')?.[0]?.capabilities).toEqual(['relational']);
});
