import { connect } from '@sievekit/managesieve';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Dovecot, farHost } from './dovecot.ts';
import { startDovecot24 } from './dovecot24.ts';
import { openMailClient } from './mailbox.ts';
import { greeting } from './port.ts';
import { whyMissing } from './state.ts';
import { labPassword } from './user.ts';

const missing = whyMissing('dovecot24');

describe.skipIf(missing !== null)(`Dovecot 2.4 ${missing ?? ''}`, () => {
  let dovecot: Omit<Dovecot, 'socketFolder'>;
  beforeAll(async () => {
    dovecot = await startDovecot24({ requireTls: true });
  });
  afterAll(() => dovecot?.stop());

  test('with requireTls no mechanism that shows the password is offered before TLS', async () => {
    const text = await greeting(dovecot.ports.sieve, undefined, farHost);
    expect(text).toMatch(/^"SASL" "(?!.*\b(?:PLAIN|LOGIN)\b).*"\r$/m);
    expect(text).toMatch(/^"STARTTLS"\r$/m);
  });

  test('ManageSieve keeps a script and which one is active', async () => {
    const client = await connect({ host: '127.0.0.1', port: dovecot.ports.sieve, ca: dovecot.ca });
    expect(client.capabilities.sieve).toContain('vacation');
    await client.authenticate({ username: 'alice', password: labPassword });
    await client.putScript('main', Buffer.from('keep;\r\n'));
    await client.setActive('main');
    expect(await client.listScripts()).toEqual([{ name: 'main', active: true }]);
    await client.logout();
  });

  test('IMAP with TLS has the mailboxes of special use', async () => {
    const { ports, ca } = dovecot;
    const client = await openMailClient({ imapPort: ports.imaps, user: 'alice', ca });
    const mailboxes = await client.mailboxes();
    await client.close();
    expect(mailboxes).toEqual(expect.arrayContaining(['INBOX', 'Junk']));
  });
});
