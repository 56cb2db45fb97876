import { X509Certificate } from 'node:crypto';
import { createAuthority } from '@sievekit/managesieve/authority';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { recordTerminal } from '../../test/recorded-terminal.ts';
import { selfSigned } from '../../test/self-signed.ts';
import { greet, type SickServer, type Symptoms, startSick } from '../../test/sick-server.ts';
import { type Patient, showExamination, type World } from './doctor.ts';
import type { Visitor } from './doctor-account.ts';

type Certificate = Awaited<ReturnType<Awaited<ReturnType<typeof createAuthority>>['issue']>>;
const day = 86_400_000;
let ca: string;
let good: Certificate;
let expired: Certificate;
let early: Certificate;
let ending: Certificate;
let elsewhere: Certificate;

beforeAll(async () => {
  const authority = await createAuthority('Test authority');
  const now = Date.now();
  const at = (days: number): Date => new Date(now + days * day);
  ca = authority.ca;
  good = await authority.issue(['localhost', '127.0.0.1']);
  expired = await authority.issue(['localhost'], { notBefore: at(-9), notAfter: at(-2.5) });
  early = await authority.issue(['localhost'], { notBefore: at(2), notAfter: at(20) });
  ending = await authority.issue(['localhost'], { notAfter: at(3.5) });
  elsewhere = await authority.issue(['mail.example.org']);
});

let server: SickServer | undefined;
afterEach(async () => {
  await server?.stop();
  server = undefined;
});

function failed(code: string): Promise<never> {
  return Promise.reject(Object.assign(new Error(code), { code }));
}

const names: World['names'] = {
  srv: () => failed('ENODATA'),
  addresses: async () => ['127.0.0.1'],
};

const visitor: Visitor = {
  username: 'alice',
  logIn: (client) => client.authenticate({ username: 'alice', password: 'hunter2' }),
};

const emptySieve = greet('PLAIN', '').replace('"SIEVE" "fileinto"', '"SIEVE" ""');
const withoutSieve = emptySieve.replace('"SIEVE" ""\r\n', '');

interface Case {
  readonly symptoms?: () => Symptoms;
  readonly patient?: () => Partial<Patient>;
  readonly names?: Partial<World['names']>;
}

async function examine({ symptoms, patient, names: ownNames }: Case) {
  if (symptoms !== undefined) server = await startSick({ certificate: good, ...symptoms() });
  const terminal = recordTerminal();
  const who = {
    host: 'localhost',
    port: server?.port ?? 1,
    server: { ca },
    visitor,
    ...patient?.(),
  };
  const world = { names: { ...names, ...ownNames }, time: 250 };
  const code = await showExamination(who, world, terminal, { json: true });
  const { cause, steps } = JSON.parse(terminal.output()) as {
    cause: { what: string; todo: string } | null;
    steps: { name: string; status: string; detail: string }[];
  };
  expect(terminal.output()).not.toContain('hunter2');
  const bad = steps.filter(({ status }) => status === 'fail' || status === 'warn');
  return { code, cause, steps, bad: bad.map(({ name, status }) => `${name}: ${status}`) };
}

describe('doctor', () => {
  it('finds nothing wrong with a good server', async () => {
    const { code, cause, steps } = await examine({ symptoms: () => ({}) });
    expect({ code, cause }).toEqual({ code: 0, cause: null });
    const keys = new Set(steps.map((step) => Object.keys(step).sort().join()));
    expect([...keys]).toEqual(['cause,detail,name,status,time']);
    expect(steps.map(({ name, status }) => `${name}: ${status}`)).toEqual([
      'SRV: skip',
      'addresses: ok',
      'port: ok',
      'greeting: ok',
      'TLS: ok',
      'certificate: ok',
      'names: ok',
      'days left: ok',
      'mechanisms: ok',
      'login: ok',
      'capabilities: ok',
      'scripts: ok',
      'quota: ok',
      'pipelining: ok',
    ]);
  });

  it.each<[string, string, RegExp, Case]>([
    ['nothing listens', 'port: fail', /^Nothing listens on port 1 /, {}],
    [
      'no such host',
      'addresses: fail',
      /^There is no host named localhost/,
      { names: { addresses: () => failed('ENOTFOUND') } },
    ],
    [
      'no name server',
      'addresses: fail',
      /no name server answers/,
      { names: { addresses: () => failed('EAI_AGAIN') } },
    ],
    [
      'a domain that says it has none',
      'SRV: fail',
      /says in its DNS that it has no ManageSieve/,
      {
        patient: () => ({ port: null }),
        names: { srv: async () => [{ name: '', port: 0, priority: 0, weight: 0 }] },
      },
    ],
    [
      'an address that is dead beside one that lives',
      'port: fail',
      /2 addresses, and ::1 .*IPv6|2 addresses, and ::1/,
      { symptoms: () => ({}), names: { addresses: async () => ['127.0.0.1', '::1'] } },
    ],
    [
      'silence',
      'greeting: fail',
      /says nothing, neither in the clear nor in TLS/,
      { symptoms: () => ({ greeting: '' }) },
    ],
    [
      'a server that hangs up',
      'greeting: fail',
      /closes it without a word/,
      { symptoms: () => ({ greeting: '', hangUp: true }) },
    ],
    [
      'an IMAP server',
      'greeting: fail',
      /listens an IMAP server/,
      { symptoms: () => ({ greeting: '* OK [CAPABILITY IMAP4rev1] Ready\r\n' }) },
    ],
    [
      'an SMTP server',
      'greeting: fail',
      /listens an SMTP server/,
      { symptoms: () => ({ greeting: '220 mx ESMTP\r\n' }) },
    ],
    [
      'a stranger',
      'greeting: fail',
      /does not speak ManageSieve/,
      { symptoms: () => ({ greeting: 'hello\u001b[2J\r\n' }) },
    ],
    [
      'a busy server',
      'greeting: fail',
      /sends everybody away: BYE "Too many/,
      { symptoms: () => ({ greeting: 'BYE "Too many connections"\r\n' }) },
    ],
    [
      'IMAP with TLS',
      'greeting: fail',
      /listens an IMAP server with TLS/,
      { symptoms: () => ({ implicit: good, secureGreeting: '* OK Ready\r\n' }) },
    ],
    [
      'no STARTTLS',
      'TLS: fail',
      /offers no TLS/,
      { symptoms: () => ({ greeting: greet('PLAIN', '') }) },
    ],
    [
      'STARTTLS refused',
      'TLS: fail',
      /offers STARTTLS and then refuses it/,
      { symptoms: () => ({ certificate: undefined }) },
    ],
    [
      'TLS 1.0 only',
      'TLS: fail',
      /speaks TLS 1\.0 and nothing newer/,
      {
        symptoms: () => ({
          tls: { minVersion: 'TLSv1', maxVersion: 'TLSv1', ciphers: 'DEFAULT:@SECLEVEL=0' },
        }),
      },
    ],
    [
      'an expired certificate',
      'certificate: fail',
      /has expired on .* 2 days ago|has expired on .* 3 days ago/,
      { symptoms: () => ({ certificate: expired }) },
    ],
    [
      'a certificate of tomorrow',
      'certificate: fail',
      /not valid before/,
      { symptoms: () => ({ certificate: early }) },
    ],
    [
      'a certificate of somebody else',
      'names: fail',
      /is for mail\.example\.org, not for localhost/,
      { symptoms: () => ({ certificate: elsewhere }) },
    ],
    [
      'a certificate signed by itself',
      'certificate: fail',
      /is signed by itself/,
      { symptoms: () => ({ certificate: selfSigned }) },
    ],
    [
      'a private authority that was not named',
      'certificate: fail',
      /signed by Test authority, whom this machine does not trust/,
      { symptoms: () => ({}), patient: () => ({ server: {} }) },
    ],
    [
      'another private authority',
      'certificate: fail',
      /whom the file of --ca does not trust/,
      { symptoms: () => ({}), patient: () => ({ server: { ca: selfSigned.cert } }) },
    ],
    [
      'no mechanisms at all',
      'mechanisms: fail',
      /offers no way to log in/,
      { symptoms: () => ({ greeting: greet(''), secureGreeting: greet('', '') }) },
    ],
    [
      'only CRAM-MD5',
      'mechanisms: fail',
      /offers only CRAM-MD5/,
      { symptoms: () => ({ secureGreeting: greet('CRAM-MD5', '') }) },
    ],
    [
      'a wrong password',
      'login: fail',
      /refuses the login of alice \(“Authentication failed/,
      { symptoms: () => ({ answers: { AUTHENTICATE: 'NO "Authentication failed."\r\n' } }) },
    ],
    [
      'a server that cannot ask',
      'login: fail',
      /cannot check the login now/,
      { symptoms: () => ({ answers: { AUTHENTICATE: 'NO (TRYLATER) "Temporary"\r\n' } }) },
    ],
    [
      'a login without an answer',
      'login: fail',
      /does not answer to the login/,
      { symptoms: () => ({ answers: { AUTHENTICATE: '' } }) },
    ],
    [
      'Sieve off for the user',
      'login: fail',
      /takes the login of alice and then hangs up/,
      { symptoms: () => ({ answers: { AUTHENTICATE: null } }) },
    ],
    [
      'scripts that cannot be read',
      'scripts: fail',
      /Sieve may be off for this user|then the server fails: /,
      { symptoms: () => ({ answers: { LISTSCRIPTS: 'NO "Internal error"\r\n' } }) },
    ],
    [
      'a full quota',
      'quota: fail',
      /as many scripts as the server allows/,
      { symptoms: () => ({ answers: { HAVESPACE: 'NO (QUOTA/MAXSCRIPTS) "Too many"\r\n' } }) },
    ],
    [
      'no room',
      'quota: fail',
      /no room left/,
      { symptoms: () => ({ answers: { HAVESPACE: 'NO (QUOTA) "Full"\r\n' } }) },
    ],
    [
      'no Sieve behind it',
      'capabilities: fail',
      /names no Sieve extensions/,
      { symptoms: () => ({ secureGreeting: withoutSieve, answers: { CAPABILITY: withoutSieve } }) },
    ],
    [
      'commands that get lost when sent together',
      'pipelining: fail',
      /loses commands that are sent together/,
      { symptoms: () => ({ loses: true }) },
    ],
  ])('%s', async (_name, step, what, given) => {
    const { code, cause, bad } = await examine(given);
    expect(bad[0]).toBe(step);
    expect(cause?.what).toMatch(what);
    expect(cause?.todo).toMatch(/\.$/);
    expect(code).toBe(1);
  });

  it.each<[string, string, RegExp, Case]>([
    [
      'implicit TLS',
      'greeting: warn',
      /begins with TLS at once/,
      { symptoms: () => ({ implicit: good }) },
    ],
    [
      'a certificate that ends soon',
      'days left: warn',
      /ends in 3 days/,
      { symptoms: () => ({ certificate: ending }) },
    ],
    [
      'no active script',
      'scripts: warn',
      /no script of alice is active/,
      { symptoms: () => ({ answers: { LISTSCRIPTS: '"main"\r\nOK\r\n' } }) },
    ],
    [
      'an empty list of extensions',
      'capabilities: warn',
      /names no Sieve extensions/,
      { symptoms: () => ({ secureGreeting: emptySieve, answers: { CAPABILITY: emptySieve } }) },
    ],
  ])('tells of %s, which works', async (_name, step, what, given) => {
    const { code, cause, bad } = await examine(given);
    expect(bad).toEqual([step]);
    expect(cause?.what).toMatch(what);
    expect(code).toBe(0);
  });

  it('goes where the DNS leads, and keeps the password from another domain', async () => {
    const { steps, code } = await examine({
      symptoms: () => ({}),
      patient: () => ({ host: 'example.org', port: null, server: { ca, servername: 'localhost' } }),
      names: {
        srv: async () => [
          { name: 'mail.other.test', port: server?.port ?? 0, priority: 1, weight: 0 },
          { name: 'backup.other.test', port: 1, priority: 2, weight: 0 },
        ],
      },
    });
    expect(steps[0]?.detail).toMatch(/^mail\.other\.test:\d+$/);
    expect(steps.at(-1)).toMatchObject({ name: 'login', status: 'skip' });
    expect(steps.at(-1)?.detail).toContain('give alice@mail.other.test');
    expect(code).toBe(0);
  });

  it('needs no user', async () => {
    const { steps, code } = await examine({
      symptoms: () => ({}),
      patient: () => ({ visitor: null }),
    });
    expect(steps.at(-1)).toMatchObject({ name: 'login', status: 'skip' });
    expect(code).toBe(0);
  });

  it.each([
    ['the right one', new X509Certificate(selfSigned.cert).fingerprint256, 0],
    ['another', 'ab'.repeat(32), 1],
  ])('takes a pin: %s', async (_name, pin, expected) => {
    const { code, cause } = await examine({
      symptoms: () => ({ certificate: selfSigned }),
      patient: () => ({ server: { pin } }),
    });
    expect(code).toBe(expected);
    if (expected === 1) expect(cause?.what).toMatch(/not the one of --pin/);
  });

  it('says how much room there is', async () => {
    server = await startSick({ certificate: good });
    const { steps } = await examine({});
    expect(steps.find(({ name }) => name === 'quota')?.detail).toBe('room for a script of 10 MiB');
  });

  it('prints a line a step, safely, and the cause at the end', async () => {
    server = await startSick({ greeting: 'hello\u001b[2J\r\n' });
    const terminal = recordTerminal();
    const patient = { host: 'localhost', port: server.port, server: {}, visitor: null };
    await showExamination(patient, { names, time: 250 }, terminal, {});
    const lines = terminal
      .output()
      .replaceAll(/ +\d+ ms/g, ' 0 ms')
      .split('\n');
    expect(lines).toEqual([
      '-     SRV 0 ms  the port was given',
      'ok    addresses 0 ms  127.0.0.1',
      `ok    port 0 ms  127.0.0.1:${server.port} answers`,
      'FAIL  greeting 0 ms  it says "hello\\u001b[2J\\r\\n"',
      '',
      expect.stringMatching(/^What answers on port/),
      'Give the port of the ManageSieve server, as HOST:4190.',
      '',
    ]);
    expect(terminal.output()).not.toContain('\u001b');
  });
});
