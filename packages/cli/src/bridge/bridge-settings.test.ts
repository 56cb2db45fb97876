import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readBridgeSettings } from './bridge-settings.ts';

const base = { socket: 's', spool: '/spool', rspamd: ['http://127.0.0.1:11334'] };

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp('/tmp/sk-settings-');
});
afterEach(() => rm(folder, { recursive: true }));

describe('readBridgeSettings', () => {
  it('reads what was typed: paths from here, numbers as numbers', async () => {
    const typed = { ...base, settle: '0', concurrency: '8', socketGroup: 'vmail' };
    expect(await readBridgeSettings(typed)).toMatchObject({
      socket: resolve('s'),
      spool: '/spool',
      settle: 0,
      concurrency: 8,
      socketGroup: 'vmail',
    });
  });

  it('prefers what was typed to the file', async () => {
    const config = join(folder, 'sievekit.yaml');
    await writeFile(
      config,
      `bridge:\n  socket: /s\n  spool: /spool\n  rspamd: http://127.0.0.1:11334\n  settle: 5\n`,
    );
    expect((await readBridgeSettings({ config })).settle).toBe(5);
    expect((await readBridgeSettings({ config, settle: '7' })).settle).toBe(7);
  });

  it.each([
    [{ settle: 'soon' }, 'settle: settle must be a whole number from 0 to 3600'],
    [{ settle: '' }, 'settle: settle must be a whole number from 0 to 3600'],
  ])('says what is wrong with %j', async (wrong, message) => {
    await expect(readBridgeSettings({ ...base, ...wrong })).rejects.toThrow(message);
  });
});
