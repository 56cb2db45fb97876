import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkSettings, readSection } from './config.ts';

const schema = v.strictObject({
  port: v.optional(v.pipe(v.number('Expected a number'), v.integer()), 8080),
  server: v.strictObject({ host: v.string() }),
});

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sievekit-config-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function read(yaml: string): Promise<unknown> {
  const path = join(folder, 'sievekit.yaml');
  await writeFile(path, yaml);
  const section = await readSection(path, 'editor');
  return checkSettings(schema, section.settings, section);
}

describe('the configuration file', () => {
  it('gives the settings with their defaults', async () => {
    const settings = await read('bridge: {}\neditor:\n  server:\n    host: mail\n');
    expect(settings).toEqual({ port: 8080, server: { host: 'mail' } });
  });

  it.each([
    [
      'a value of the wrong kind',
      'editor:\n  port: many\n  server: {host: mail}\n',
      /yaml:2: editor\.port: Expected a number/,
    ],
    [
      'a setting that is missing',
      'editor:\n  port: 1\n  server:\n    # nothing\n    {}\n',
      /yaml:5: editor\.server\.host: /,
    ],
    [
      'a setting that nobody knows',
      'editor:\n  server: {host: mail}\n  prot: 1\n',
      /yaml:3: There is no setting "editor\.prot"\. /,
    ],
    ['broken YAML', 'editor:\n  port: [1\n', /yaml:3: /],
    ['no such section', 'bridge: {}\n', /has no section "editor:"/],
    ['a section that is no map', 'editor: 5\n', /has no section "editor:"/],
    ['an empty file', '', /has no section "editor:"/],
  ])('names the place of %s', async (_name, yaml, message) => {
    await expect(read(yaml)).rejects.toThrow(message);
  });

  it('says which file is not there', async () => {
    await expect(readSection('/nowhere/sievekit.yaml', 'editor')).rejects.toThrow(
      'Cannot read /nowhere/sievekit.yaml: there is no such file.',
    );
  });
});
