import { connect } from '@sievekit/managesieve';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Cyrus, startCyrus } from './cyrus.ts';
import { greeting } from './port.ts';
import { whyMissing } from './state.ts';
import { labPassword } from './user.ts';

const missing = whyMissing('cyrus');

describe.skipIf(missing !== null)(`Cyrus ${missing ?? ''}`, () => {
  let cyrus: Cyrus;
  beforeAll(async () => {
    cyrus = await startCyrus({ requireTls: true });
  });
  afterAll(() => cyrus?.stop());

  const login = async () => {
    const client = await connect({ host: '127.0.0.1', port: cyrus.ports.sieve, ca: cyrus.ca });
    await client.authenticate({ username: 'alice', password: labPassword });
    return client;
  };

  test('with requireTls no mechanism that shows the password is offered before TLS', async () => {
    const text = await greeting(cyrus.ports.sieve);
    expect(text).toMatch(/^"SASL" "(?!.*\b(?:PLAIN|LOGIN)\b).*\bSCRAM-SHA-512\b.*"\r$/m);
    expect(text).toMatch(/^"STARTTLS"\r$/m);
  });

  test('ManageSieve keeps scripts, also over a halt', async () => {
    const before = await login();
    await before.putScript('main', Buffer.from('keep;\r\n'));
    await before.logout();
    await cyrus.halt();
    await cyrus.resume();
    const after = await login();
    expect(await after.listScripts()).toEqual([{ name: 'main', active: false }]);
    await after.logout();
  });
});
