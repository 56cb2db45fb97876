import { describe, expect, test } from 'vitest';
import { sievec, sievecAll, sieveTest } from './sievec.ts';
import { whyMissing } from './state.ts';

const missing = whyMissing('dovecot');

describe.skipIf(missing !== null)(`sievec${missing === null ? '' : ` (${missing})`}`, () => {
  test('accepts a valid script', async () => {
    const result = await sievec('require "fileinto";\nfileinto "Lists";\n');
    expect(result).toMatchObject({ ok: true, errors: '' });
  });

  test('names the line of an error', async () => {
    const { ok, errors } = await sievec('keep;\nfileinto "Lists";\n');
    expect(ok).toBe(false);
    expect(errors).toMatch(/line 2: error: unknown command 'fileinto'/);
  });

  test('knows only the capabilities that are named', async () => {
    const script = 'require "vacation";\nvacation "Away.";\n';
    expect((await sievec(script)).ok).toBe(true);
    const { ok, errors } = await sievec(script, { capabilities: ['fileinto'] });
    expect(ok).toBe(false);
    expect(errors).toMatch(/unknown Sieve capability `vacation'/);
  });

  test('compiles many in order, each with its own complaints', async () => {
    const found = await sievecAll(['keep;', 'foo;', 'stop;', 'keep;\nbar;']);
    expect(found.map(({ ok }) => ok)).toEqual([true, false, true, false]);
    expect(found[3]?.errors).toMatch(/line 2: error: unknown command 'bar'/);
    const [vacation] = await sievecAll(['require "vacation";'], { capabilities: ['fileinto'] });
    expect(vacation?.ok).toBe(false);
  });

  test('runs a script on a message', async () => {
    const script = 'require "fileinto";\nif header :contains "Subject" "x" { fileinto "X"; }\n';
    const message = 'From: a@example.org\r\nSubject: axe\r\n\r\nHello.\r\n';
    const { ok, output } = await sieveTest(script, { message });
    expect(ok).toBe(true);
    expect(output).toMatch(/store message in folder: X/);
  });
});

const missing24 = whyMissing('dovecot24');

describe.skipIf(missing24 !== null)(
  `sievec of Pigeonhole 2.4${missing24 === null ? '' : ` (${missing24})`}`,
  () => {
    test('accepts, refuses and names lines', async () => {
      const scripts = ['require "fileinto";\nfileinto "x";', 'keep;\nfoo;'];
      const [good, bad] = await sievecAll(scripts, { version: '2.4' });
      expect(good).toMatchObject({ ok: true, errors: '' });
      expect(bad?.errors).toMatch(/line 2: error: unknown command 'foo'/);
    });

    test('knows what is switched on for it', async () => {
      const script = 'require "editheader";';
      const version = '2.4';
      expect((await sievec(script, { version })).ok).toBe(false);
      expect((await sievec(script, { version, capabilities: ['editheader'] })).ok).toBe(true);
    });
  },
);
