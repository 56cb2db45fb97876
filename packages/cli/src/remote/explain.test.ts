import { type ErrorCode, ManageSieveError } from '@sievekit/managesieve';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RemoteServer, startRemote } from '../../test/remote-server.ts';
import { describeRefusal, explain } from './explain.ts';

let given: RemoteServer;
beforeAll(async () => {
  given = await startRemote();
  await given.file('no.pem', 'nothing');
});
afterAll(() => given.stop());

type Make = (given: RemoteServer) => string[];
const nobody = 'sieve://alice@127.0.0.1:1';

describe('what a person at the terminal may do wrong', () => {
  it.each<[what: string, make: Make, message: RegExp, env?: Record<string, string>]>([
    ['the empty name', ({ url }) => ['get', url, ''], /The script name "" is empty/],
    ['the empty name to activate', ({ url }) => ['activate', url, ''], /is empty.*deactivate/],
    ['a name like a command', ({ url }) => ['get', url, 'x"\r\nLOGOUT'], /control characters/],
    ['a name of escapes', ({ url }) => ['get', url, 'x\u202e'], /direction of text/],
    ['a name like an option', ({ url }) => ['get', url, '-x'], /stands behind --/],
    ['a script that is not there', ({ url }) => ['get', url, 'none'], /See the names with ls/],
    ['a name that is taken', ({ url }) => ['mv', url, 'a', 'b'], /Nothing is overwritten/],
    ['a folder', ({ url, folder }) => ['put', url, folder], /it is a folder, not a file/],
    ['a missing file', ({ url }) => ['put', url, '/none.sieve'], /there is no such file/],
    ['a file as a folder', ({ url, ca }) => ['put', url, `${ca}/x`], /is not a folder/],
    [
      'arguments the wrong way round',
      ({ url }) => ['put', 'main.sieve', url],
      /account comes first.*main\.sieve/,
    ],
    [
      'a wrong password',
      ({ url }) => ['ls', url],
      /refused.*Check the name alice and the password/s,
      { SIEVEKIT_PASSWORD: 'hunter2' },
    ],
    [
      'an unknown user',
      ({ url }) => ['ls', url.replace('alice', 'mallory')],
      /Check the name mallory/,
    ],
    [
      'a mechanism that is unknown',
      ({ url }) => ['ls', url, '--mechanism', 'PLAN'],
      /PLAN is not known here.*PLAIN/,
    ],
    [
      'a certificate for another host',
      ({ url }) => ['ls', url, '--servername', 'mail.test'],
      /not for mail\.test.*--servername/s,
    ],
    ['another pin', ({ url }) => ['ls', url, '--pin', 'ab'.repeat(32)], /not the pinned one/],
    ['a pin that is none', ({ url }) => ['ls', url, '--pin', 'sha1:ab'], /no SHA-256 fingerprint/],
    [
      'implicit TLS on the port of STARTTLS',
      ({ url }) => ['ls', url, '--tls', 'implicit'],
      /does not answer in TLS.*Leave out --tls implicit/,
    ],
    ['no TLS', ({ url }) => ['ls', url, '--tls', 'none'], /--allow-plaintext-password/],
    ['nothing that listens', () => ['ls', nobody], /nothing listens there\. Check the port 1/],
    [
      'a file that is no certificate',
      ({ url, folder }) => ['ls', url, '--ca', `${folder}/no.pem`],
      /no certificate \(PEM\), as --ca needs/,
    ],
    [
      'a key without its certificate',
      ({ url, ca }) => ['ls', url, '--key', ca],
      /name that with --cert/,
    ],
    ['a certificate without its key', ({ url, ca }) => ['ls', url, '--cert', ca], /no private key/],
    ['a password in the address', () => ['ls', 'sieve://alice:hunter2@host'], /SIEVEKIT_PASSWORD/],
  ])('%s', async (_what, make, message, env = {}) => {
    const { store } = given.server;
    for (const name of ['a', 'b']) await store.put('alice', name, Buffer.from('keep;'));
    const { code, output, errors } = await given.remote(make(given), { env });
    expect({ code, output }).toEqual({ code: 2, output: '' });
    expect(errors).toMatch(message);
    expect(errors).not.toMatch(/hunter2|undefined|\[object|\u202e/);
  });

  it('a certificate signed by nobody trusted', async () => {
    const other = await startRemote();
    try {
      const { errors } = await other.remote(['ls', other.url, '--ca', given.ca]);
      expect(errors).toMatch(/signed by nobody trusted.*--ca FILE.*NODE_EXTRA_CA_CERTS.*--pin/);
    } finally {
      await other.stop();
    }
  });
});

describe('what a server may do', () => {
  const place = { username: 'alice', host: 'mail', port: 4190 };
  it.each<[code: ErrorCode, message: string, settings: object, said: string]>([
    ['timeout', 'Silence.', {}, 'mail:4190: Silence. Try --tls implicit.'],
    ['timeout', 'Silence.', { tls: 'implicit' }, 'mail:4190: Silence. Try without --tls implicit.'],
    ['bye', 'Go \u001b[31maway', {}, 'mail:4190: Go \\u{1b}[31maway.'],
    [
      'tls',
      'mail does not offer STARTTLS',
      {},
      'mail:4190: mail does not offer STARTTLS. Perhaps it wants --tls implicit.',
    ],
    ['insecure', 'No.', {}, 'mail:4190: No. See --tls, and --allow-plaintext-password.'],
  ])('%s: %s', (code, message, settings, said) => {
    expect(explain(new ManageSieveError(code, message), { ...place, ...settings })).toBe(said);
  });

  it('send one elsewhere, where nothing goes unasked', () => {
    const responseCode = { name: 'REFERRAL', args: ['sieve://other.test:4191'] };
    const error = new ManageSieveError('bye', 'Moved', { responseCode });
    expect(explain(error, place)).toMatch(
      /Moved\. The server sends you to other\.test:4191\. If you/,
    );
  });

  it.each([
    ['QUOTA/MAXSCRIPTS', 'Full. Delete a script that is not needed (rm).'],
    ['QUOTA/MAXSIZE', 'Full. It is too large for this account.'],
    ['TRYLATER', /Full\. Try again later/],
    ['X-OTHER', 'Full.'],
  ])('%s', (name, said) => {
    const error = new ManageSieveError('no', 'Full', { responseCode: { name, args: [] } });
    expect(describeRefusal(error)).toMatch(said);
  });
});
