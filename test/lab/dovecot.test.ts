import { stat } from 'node:fs/promises';
import { connect } from 'node:net';
import { createInterface } from 'node:readline';
import { connect as connectTls } from 'node:tls';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { labAccount } from './account.ts';
import { type Dovecot, farHost, startDovecot } from './dovecot.ts';
import { openMailClient } from './mailbox.ts';
import { greeting } from './port.ts';
import { whyMissing } from './state.ts';

const missing = whyMissing('dovecot');

/** STARTTLS by hand; gives the capabilities before and after, and whom the certificate names. */
async function startTls({ ports, ca }: Dovecot): Promise<{ before: string; issuer: string }> {
  const socket = connect({ port: ports.sieve, host: '127.0.0.1' });
  const lines = createInterface({ input: socket });
  let before = '';
  for await (const line of lines) {
    if (/^OK\b/.test(line) && before.includes('"VERSION"')) break;
    before += `${line}\n`;
  }
  socket.removeAllListeners();
  socket.write('STARTTLS\r\n');
  await new Promise((resolve) => socket.once('data', resolve).resume());
  return await new Promise((resolve, reject) => {
    const secure = connectTls({ socket, ca, servername: 'localhost' }, () => {
      const issuer = String(secure.getPeerCertificate().issuer.CN);
      secure.destroy();
      resolve({ before, issuer });
    });
    secure.once('error', reject);
  });
}

describe.skipIf(missing !== null)(`Dovecot ${missing ?? ''}`, () => {
  let dovecot: Dovecot;
  beforeAll(async () => {
    dovecot = await startDovecot({ requireTls: true });
  });
  afterAll(() => dovecot?.stop());

  test('ManageSieve offers STARTTLS, with a certificate of the lab’s authority', async () => {
    const { before, issuer } = await startTls(dovecot);
    expect(before).toMatch(/^"STARTTLS"$/m);
    expect(before).toMatch(/^"SIEVE" ".*\bvacation\b.*"$/m);
    expect(issuer).toBe('sievekit private authority');
  });

  test('with requireTls no mechanism that shows the password is offered before TLS', async () => {
    expect(await greeting(dovecot.ports.sieve, undefined, farHost)).toMatch(/^"SASL" ""\r$/m);
    expect(await greeting(dovecot.ports.imap, undefined, farHost)).toMatch(/LOGINDISABLED/);
  });

  test('IMAP with TLS has the mailboxes of special use', async () => {
    const { ports, ca } = dovecot;
    const client = await openMailClient({ imapPort: ports.imaps, user: 'alice', ca });
    const mailboxes = await client.mailboxes();
    await client.close();
    expect(mailboxes).toEqual(expect.arrayContaining(['INBOX', 'Junk', 'Trash', 'Sent', 'Drafts']));
  });

  test('nothing of it runs as root', async () => {
    const { uid } = await stat(dovecot.home('alice'));
    expect(uid).toBe(labAccount().uid);
    expect(uid).not.toBe(0);
  });

  test('a second one beside it starts; a bad global script is an error at the start', async () => {
    const second = await startDovecot();
    expect(await greeting(second.ports.sieve)).toMatch(/^"SASL" "PLAIN LOGIN"\r$/m);
    await second.stop();
    await expect(startDovecot({ globalScripts: { bad: 'fileinto;' } })).rejects.toThrow(/bad/);
  });
});
