import { createHmac } from 'node:crypto';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Client,
  type ConnectOptions,
  type Credentials,
  connectAs,
  isManageSieveError,
} from '@sievekit/managesieve';
import { createAuthority } from '@sievekit/managesieve/authority';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Cyrus, cyrusAdmin, startCyrus } from '../lab/cyrus.ts';
import { type Dovecot, startDovecot } from '../lab/dovecot.ts';
import { startDovecot24 } from '../lab/dovecot24.ts';
import { whyMissing } from '../lab/state.ts';
import { labPassword } from '../lab/user.ts';

const issuer = 'lab';
const alice = { username: 'alice', password: labPassword };

/** Logs in, uses the login, and says by which mechanism it was, whose scripts there are. */
async function logIn(options: ConnectOptions, credentials: Credentials): Promise<string> {
  let mechanism = 'none';
  const trace = (line: string) => {
    mechanism = /^C: AUTHENTICATE "([^"]*)"/.exec(line)?.[1] ?? mechanism;
  };
  let client: Client;
  try {
    client = await connectAs({ ...options, trace }, credentials);
  } catch (error) {
    if (isManageSieveError(error)) return `${mechanism}: ${error.code}`;
    throw error;
  }
  const { name } = (await client.listScripts()).find(({ active }) => active) ?? { name: 'nobody' };
  await client.logout();
  return `${mechanism}: ${name}`;
}

/** Gives users an active script of their own name, by which to know whose scripts one sees. */
async function mark(options: ConnectOptions): Promise<void> {
  for (const username of ['alice', 'bob']) {
    const client = await connectAs(options, { username, password: labPassword });
    await client.putScript(username, Buffer.from('keep;\r\n'));
    await client.setActive(username);
    await client.logout();
  }
}

const seconds = () => Math.floor(Date.now() / 1000);

/** An access token as Dovecot checks it by itself. */
function signToken(subject: string, expires: number): string {
  const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
  const claims = { sub: subject, iss: issuer, iat: seconds() - 60, exp: expires };
  const signed = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode(claims)}`;
  return `${signed}.${createHmac('sha256', 'a key of the lab').update(signed).digest('base64url')}`;
}

const dovecotMissing = whyMissing('dovecot');

describe.skipIf(dovecotMissing !== null)('logging in to Dovecot', () => {
  let dovecot: Dovecot;
  let folder: string;
  let options: ConnectOptions;
  let certificate: { key: string; cert: string };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sk-login-'));
    await chmod(folder, 0o755);
    const authority = await createAuthority();
    certificate = await authority.issue(['alice'], { usage: 'client' });
    await mkdir(join(folder, 'keys/default/HS256'), { recursive: true });
    const key = Buffer.from('a key of the lab').toString('base64');
    await writeFile(join(folder, 'keys/default/HS256/default'), key);
    await writeFile(join(folder, 'master'), `admin:{PLAIN}${labPassword}\n`);
    await writeFile(join(folder, 'client-ca.pem'), authority.ca);
    await writeFile(
      join(folder, 'oauth2.conf'),
      `introspection_mode = local
local_validation_key_dict = fs:posix:prefix=${folder}/keys/
username_attribute = sub
issuers = ${issuer}
`,
    );
    dovecot = await startDovecot({
      extra: `auth_mechanisms = plain login cram-md5 digest-md5 scram-sha-1 scram-sha-256 oauthbearer xoauth2 external
auth_master_user_separator = *
auth_ssl_username_from_cert = yes
ssl_verify_client_cert = yes
ssl_ca = <${folder}/client-ca.pem
ssl_require_crl = no
passdb {
  driver = passwd-file
  args = ${folder}/master
  master = yes
}
passdb {
  driver = static
  mechanisms = external
  args = nopassword
}
passdb {
  driver = oauth2
  mechanisms = oauthbearer xoauth2
  args = ${folder}/oauth2.conf
}
`,
    });
    options = { host: '127.0.0.1', port: dovecot.ports.sieve, ca: dovecot.ca };
    await mark(options);
  });
  afterAll(async () => {
    await dovecot?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it.each<[string, Credentials, string]>([
    ['the strongest', alice, 'SCRAM-SHA-256: alice'],
    ['SCRAM-SHA-1', { ...alice, mechanism: 'scram-sha-1' }, 'SCRAM-SHA-1: alice'],
    ['PLAIN', { ...alice, mechanism: 'PLAIN' }, 'PLAIN: alice'],
    ['LOGIN', { ...alice, mechanism: 'LOGIN' }, 'LOGIN: alice'],
    ['CRAM-MD5', { ...alice, mechanism: 'CRAM-MD5' }, 'CRAM-MD5: alice'],
    ['DIGEST-MD5', { ...alice, mechanism: 'DIGEST-MD5' }, 'DIGEST-MD5: alice'],
    ['a wrong password', { ...alice, password: 'x' }, 'SCRAM-SHA-256: auth'],
    ['nobody', { username: 'nobody', password: 'x' }, 'SCRAM-SHA-256: auth'],
    [
      'the master user’s own form',
      { username: 'bob*admin', password: labPassword, mechanism: 'PLAIN' },
      'PLAIN: bob',
    ],
    [
      'the master user and authzid',
      { username: 'admin', password: labPassword, authzid: 'bob', mechanism: 'PLAIN' },
      'PLAIN: bob',
    ],
    [
      'the master user’s own form, SCRAM',
      { username: 'bob*admin', password: labPassword },
      'SCRAM-SHA-256: bob',
    ],
    [
      'the master user, SCRAM',
      { username: 'admin', password: labPassword, authzid: 'bob' },
      'SCRAM-SHA-256: bob',
    ],
  ])('with %s', async (_, credentials, expected) => {
    expect(await logIn(options, credentials)).toBe(expected);
  });

  it.each([
    ['OAUTHBEARER', 60, 'OAUTHBEARER: alice'],
    ['XOAUTH2', 60, 'XOAUTH2: alice'],
    ['OAUTHBEARER', -30, 'OAUTHBEARER: auth'],
    ['XOAUTH2', -30, 'XOAUTH2: auth'],
  ])('with a token by %s that has %i seconds left', async (mechanism, left, expected) => {
    const token = signToken('alice', seconds() + left);
    expect(await logIn(options, { username: 'alice', token, mechanism })).toBe(expected);
  });

  it('with a certificate', async () => {
    const withCertificate = { ...options, ...certificate };
    expect(await logIn(withCertificate, { username: 'alice' })).toBe('EXTERNAL: alice');
  });

  it('with SCRAM in the clear, by which no password is sent', async () => {
    expect(await logIn({ ...options, tls: 'none' }, alice)).toBe('SCRAM-SHA-256: alice');
  });
});

const dovecot24Missing = whyMissing('dovecot24');

describe.skipIf(dovecot24Missing !== null)('logging in to Dovecot 2.4', () => {
  let dovecot: Awaited<ReturnType<typeof startDovecot24>>;
  let options: ConnectOptions;

  beforeAll(async () => {
    dovecot = await startDovecot24({
      extra:
        'auth_mechanisms = plain login scram-sha-1 scram-sha-256 scram-sha-1-plus scram-sha-256-plus',
    });
    options = { host: '127.0.0.1', port: dovecot.ports.sieve, ca: dovecot.ca };
    await mark(options);
  });
  afterAll(() => dovecot?.stop());

  it.each<[string, Credentials, string]>([
    ['the strongest', alice, 'SCRAM-SHA-256-PLUS: alice'],
    ['SCRAM-SHA-1-PLUS', { ...alice, mechanism: 'SCRAM-SHA-1-PLUS' }, 'SCRAM-SHA-1-PLUS: alice'],
    ['SCRAM-SHA-256', { ...alice, mechanism: 'SCRAM-SHA-256' }, 'SCRAM-SHA-256: alice'],
    ['SCRAM-SHA-1', { ...alice, mechanism: 'SCRAM-SHA-1' }, 'SCRAM-SHA-1: alice'],
    ['PLAIN', { ...alice, mechanism: 'PLAIN' }, 'PLAIN: alice'],
    ['LOGIN', { ...alice, mechanism: 'LOGIN' }, 'LOGIN: alice'],
    ['a wrong password', { ...alice, password: 'x' }, 'SCRAM-SHA-256-PLUS: auth'],
  ])('with %s', async (_, credentials, expected) => {
    expect(await logIn(options, credentials)).toBe(expected);
  });
});

const cyrusMissing = whyMissing('cyrus');

describe.skipIf(cyrusMissing !== null)('logging in to Cyrus', () => {
  let cyrus: Cyrus;
  let options: ConnectOptions;

  beforeAll(async () => {
    cyrus = await startCyrus({ requireTls: true });
    options = { host: '127.0.0.1', port: cyrus.ports.sieve, ca: cyrus.ca };
    await mark(options);
  });
  afterAll(() => cyrus?.stop());

  const admin = { username: cyrusAdmin, password: labPassword, authzid: 'bob' };
  it.each<[string, Credentials, string]>([
    ['the strongest', alice, 'SCRAM-SHA-512-PLUS: alice'],
    [
      'SCRAM-SHA-256-PLUS',
      { ...alice, mechanism: 'SCRAM-SHA-256-PLUS' },
      'SCRAM-SHA-256-PLUS: alice',
    ],
    ['SCRAM-SHA-1-PLUS', { ...alice, mechanism: 'SCRAM-SHA-1-PLUS' }, 'SCRAM-SHA-1-PLUS: alice'],
    ['SCRAM-SHA-512', { ...alice, mechanism: 'SCRAM-SHA-512' }, 'SCRAM-SHA-512: alice'],
    ['SCRAM-SHA-256', { ...alice, mechanism: 'SCRAM-SHA-256' }, 'SCRAM-SHA-256: alice'],
    ['SCRAM-SHA-1', { ...alice, mechanism: 'SCRAM-SHA-1' }, 'SCRAM-SHA-1: alice'],
    ['PLAIN', { ...alice, mechanism: 'PLAIN' }, 'PLAIN: alice'],
    ['LOGIN', { ...alice, mechanism: 'LOGIN' }, 'LOGIN: alice'],
    ['CRAM-MD5', { ...alice, mechanism: 'CRAM-MD5' }, 'CRAM-MD5: alice'],
    ['DIGEST-MD5', { ...alice, mechanism: 'DIGEST-MD5' }, 'DIGEST-MD5: alice'],
    ['a wrong password', { ...alice, password: 'x' }, 'SCRAM-SHA-512-PLUS: auth'],
    ['an admin for somebody else', admin, 'SCRAM-SHA-512-PLUS: bob'],
    ['an admin by PLAIN', { ...admin, mechanism: 'PLAIN' }, 'PLAIN: bob'],
    ['somebody who may not', { ...alice, authzid: 'bob' }, 'SCRAM-SHA-512-PLUS: auth'],
  ])('with %s', async (_, credentials, expected) => {
    expect(await logIn(options, credentials)).toBe(expected);
  });

  it('again after UNAUTHENTICATE, as somebody else', async () => {
    const client = await connectAs(options, alice);
    expect(client.capabilities.owner).toBe('alice');
    await client.unauthenticate();
    expect(client.capabilities.owner).toBeUndefined();
    await client.authenticate({ username: 'bob', password: labPassword });
    expect(await client.listScripts()).toEqual([{ name: 'bob', active: true }]);
    await client.logout();
  });
});
