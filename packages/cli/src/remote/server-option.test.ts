import { createPrivateKey } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAuthority } from '@sievekit/managesieve/authority';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type GivenTerminal, recordTerminal } from '../../test/recorded-terminal.ts';
import type { AccountSettings } from './remote-option.ts';
import { readServerOptions } from './server-option.ts';

let folder: string;
let issued: { readonly key: string; readonly cert: string };
const at = (name: string): string => join(folder, name);
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sievekit-tls-'));
  const authority = await createAuthority();
  issued = await authority.issue(['alice'], { usage: 'client' });
  const locked = createPrivateKey(issued.key).export({
    type: 'pkcs8',
    format: 'pem',
    cipher: 'aes-256-cbc',
    passphrase: 'open sesame',
  });
  await writeFile(at('cert.pem'), issued.cert);
  await writeFile(at('key.pem'), issued.key);
  await writeFile(at('both.pem'), issued.cert + issued.key);
  await writeFile(at('locked.pem'), locked);
});
afterAll(() => rm(folder, { recursive: true }));

async function read(settings: AccountSettings, given: GivenTerminal = {}) {
  const address = { username: 'alice', host: 'mail', port: 4190 };
  return await readServerOptions(address, settings, undefined, recordTerminal(given));
}

describe('what is known of the server', () => {
  it('is STARTTLS, and nothing else', async () => {
    expect(await read({})).toEqual({ tls: 'starttls' });
  });

  it('takes a certificate and its key from one file or two', async () => {
    const { key, cert } = issued;
    expect(await read({ cert: at('cert.pem'), key: at('key.pem') })).toMatchObject({ cert, key });
    const both = cert + key;
    expect(await read({ cert: at('both.pem') })).toMatchObject({ cert: both, key: both });
  });

  it('asks what a key is locked with, or is told by a variable', async () => {
    const settings = { cert: at('cert.pem'), key: at('locked.pem') };
    const passphrase = 'open sesame';
    expect(await read(settings, { secret: passphrase })).toMatchObject({ passphrase });
    const env = { SIEVEKIT_KEY_PASSPHRASE: passphrase };
    expect(await read(settings, { env })).toMatchObject({ passphrase });
    await expect(read(settings)).rejects.toThrow(/encrypted: set the variable SIEVEKIT_KEY_PASS/);
  });

  it.each([`${'AB:'.repeat(31)}AB`, `sha256:${'ab'.repeat(32)}`, 'ab'.repeat(32)])(
    'takes the pin %s',
    async (pin) => {
      expect((await read({ pin })).pin?.toLowerCase()).toBe('ab'.repeat(32));
    },
  );

  it('takes no TLS only with both options', async () => {
    await expect(read({ tls: 'none' })).rejects.toThrow(/add --allow-plaintext-password/);
    expect(await read({ tls: 'none', allowPlaintextPassword: true })).toEqual({
      tls: 'none',
      allowPlaintextPassword: true,
    });
  });
});
