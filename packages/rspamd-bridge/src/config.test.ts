import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { bridgeConfigSchema } from './config.ts';

const good = {
  socket: '/run/sievekit/sievekit-bridge',
  spool: '/var/spool/sievekit',
  rspamd: 'http://127.0.0.1:11334',
};

function complaints(config: unknown): string[] {
  const parsed = v.safeParse(bridgeConfigSchema, config);
  return parsed.success ? [] : parsed.issues.map(({ message }) => message);
}

const rspamd =
  'rspamd must be the address of its controller, such as http://127.0.0.1:11334 or unix:/run/rspamd/controller.sock';
const redis =
  'redis must be its address, such as redis://127.0.0.1:6379/1 or unix:/run/redis/redis.sock';
const concurrency = 'concurrency must be a whole number from 1 to 64';

describe('bridgeConfigSchema', () => {
  it('reads the address as a URL, given as text or as URL', () => {
    const url = new URL('http://127.0.0.1:11334/');
    expect(v.parse(bridgeConfigSchema, good).rspamd).toEqual(url);
    expect(v.parse(bridgeConfigSchema, { ...good, rspamd: url }).rspamd).toEqual(url);
  });

  it('reads several addresses, and that of a socket', () => {
    const rspamd = [good.rspamd, 'unix:/run/rspamd/controller.sock'];
    expect(v.parse(bridgeConfigSchema, { ...good, rspamd }).rspamd).toEqual(
      rspamd.map((url) => new URL(url)),
    );
  });

  it('takes all settings', () => {
    const all = { passwordFile: '/etc/p', socketGroup: 'vmail', concurrency: 8, settle: 0 };
    expect(v.parse(bridgeConfigSchema, { ...good, ...all })).toMatchObject(all);
    expect(complaints({ ...good, socketGroup: 5000 })).toEqual([]);
  });

  it.each([
    'redis://127.0.0.1',
    'redis://name@redis.example.org:6380/3',
    'rediss://[::1]/0',
    'unix:/run/redis.sock?db=2',
  ])('takes %s for a Redis', (redis) => {
    expect(complaints({ ...good, redis })).toEqual([]);
  });

  it.each([
    [null, 'the configuration of the bridge must be a set of names and values'],
    [{ spool: good.spool, rspamd: good.rspamd }, 'socket is missing'],
    [{ ...good, sokcet: 1 }, 'sokcet is not a setting of the bridge'],
    [
      { ...good, socket: 'learn.sock' },
      'socket must be an absolute path, such as /run/sievekit/sievekit-bridge, or the word systemd',
    ],
    [{ ...good, spool: 7 }, 'spool must be a path, such as /var/spool/sievekit'],
    [{ ...good, rspamd: 'localhost' }, rspamd],
    [{ ...good, rspamd: 'ftp://localhost' }, rspamd],
    [{ ...good, rspamd: [] }, rspamd],
    [{ ...good, rspamd: [good.rspamd, 'localhost'] }, rspamd],
    [{ ...good, rspamd: 'unix://host/c.sock' }, rspamd],
    [{ ...good, rspamd: 7 }, rspamd],
    [
      { ...good, learnType: 'a\r\nPassword: x' },
      'learnType must be a word of letters, digits, ".", "_" and "-"',
    ],
    [{ ...good, redis: 'http://127.0.0.1' }, redis],
    [{ ...good, redis: 'redis://127.0.0.1/x' }, redis],
    [
      { ...good, redis: 'redis://:secret@127.0.0.1' },
      'redis must not hold a password: write it into a file, and name that as redisPasswordFile',
    ],
    [{ ...good, keepDays: -1 }, 'keepDays must be a whole number from 0 to 3650'],
    [{ ...good, deadDays: 0 }, 'deadDays must be a whole number from 1 to 3650'],
    [{ ...good, fuzzyFlag: 'x' }, 'fuzzyFlag must be a whole number from 1 to 1000'],
    [
      { ...good, rspamd: 'http://:secret@localhost' },
      'rspamd must not hold a password: write it into a file, and name that as passwordFile',
    ],
    [
      { ...good, rspamd: 'http://localhost/?a=b' },
      'rspamd must end with the host, the port, or a folder: no "?" and no "#"',
    ],
    [
      { ...good, passwordFile: 'p' },
      'passwordFile must be an absolute path, such as /etc/sievekit/controller-password',
    ],
    [{ ...good, socketGroup: '' }, 'socketGroup must be the name or the number of a group'],
    [{ ...good, settle: -1 }, 'settle must be a whole number from 0 to 3600'],
    [{ ...good, quota: -1 }, 'quota must be a whole number from 0 to 1000000'],
    [{ ...good, maxAgeDays: 0 }, 'maxAgeDays must be a whole number from 1 to 3650'],
    [
      { ...good, maxSpoolMegabytes: 0 },
      'maxSpoolMegabytes must be a whole number from 1 to 10000000',
    ],
    ...[
      ...['0.0.0.0:80', '127.0.0.1', 'mail.example.com:80', 11380],
      ...['127.0.0.1:99999', '127.0.0.999:80'],
    ].map((http): [unknown, string] => [
      { ...good, http },
      'http must be an address on the loopback, such as 127.0.0.1:11380 or [::1]:11380',
    ]),
    [{ ...good, concurrency: 0 }, concurrency],
    [{ ...good, concurrency: 1.5 }, concurrency],
    [{ ...good, concurrency: '4' }, concurrency],
  ])('says what is wrong with %j', (config, message) => {
    expect(complaints(config)).toEqual([message]);
  });
});
