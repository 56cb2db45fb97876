import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Redis, startRedis } from './redis.ts';
import { type Rspamd, rspamdPassword, startRspamd } from './rspamd.ts';
import { missingParts } from './state.ts';

const letter =
  'From: friend@example.org\r\nSubject: Watches\r\n\r\nDear friend, we offer you the finest ' +
  'watches of this town at the lowest prices of the whole year; come and buy them today.\r\n';

const versions = [
  { version: '3.4', missing: missingParts(['redis', 'rspamd']) },
  { version: '3.12', missing: missingParts(['redis', 'rspamd312']) },
] as const;

for (const { version, missing } of versions)
  describe.skipIf(missing.length > 0)(`rspamd ${version} ${missing.join(' ')}`, () => {
    let redis: Redis;
    let rspamd: Rspamd;
    beforeAll(async () => {
      redis = await startRedis();
      rspamd = await startRspamd({ redisPort: redis.port, version });
    });
    afterAll(async () => {
      await rspamd?.stop();
      await redis?.stop();
    });

    const learn = async (headers: Record<string, string>): Promise<number> => {
      const url = `${rspamd.controllerUrl}/learnspam`;
      const response = await fetch(url, { method: 'POST', headers, body: letter });
      await response.arrayBuffer();
      return response.status;
    };

    test('on loopback too the controller refuses whoever has no password for learning', async () => {
      expect(await learn({})).toBe(401);
      expect(await learn({ Password: rspamdPassword })).toBe(401);
      expect(await rspamd.learned()).toEqual({ spam: 0, ham: 0 });
    });

    test('it learns with the password of the file, and the count outlives a restart', async () => {
      const Password = (await readFile(rspamd.passwordFile, 'utf8')).trim();
      expect(await learn({ Password })).toBe(200);
      expect(await rspamd.learned()).toEqual({ spam: 1, ham: 0 });
      await rspamd.halt();
      await expect(learn({ Password })).rejects.toThrow('fetch failed');
      await rspamd.resume();
      expect(await learn({ Password })).toBe(208);
      expect(await rspamd.learned()).toEqual({ spam: 1, ham: 0 });
    });
  });
