import { expect, test } from 'vitest';
import { extensions } from './extensions.ts';
import { commandNames, findCommand, findExtension, findTest, testNames } from './registry.ts';

test('no two extensions add a command or a test of one name', () => {
  for (const list of ['commands', 'tests'] as const) {
    const names = extensions.flatMap((extension) => extension[list]?.map(({ name }) => name) ?? []);
    expect(names).toEqual([...new Set(names)]);
  }
});

test('additions, implications and needs name what exists', () => {
  for (const { additions = [], implies = [], needs = [] } of extensions) {
    for (const { commands = [], tests = [] } of additions) {
      expect(commands.filter((name) => findCommand(name) === undefined)).toEqual([]);
      expect(tests.filter((name) => findTest(name) === undefined)).toEqual([]);
    }
    for (const name of [...implies, ...needs]) expect(findExtension(name)).toBeDefined();
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
