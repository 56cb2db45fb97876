import { X509Certificate } from 'node:crypto';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { keepCertificate } from './certificate.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sk-cert-'));
});

afterEach(async () => {
  vi.useRealTimers();
  await rm(folder, { recursive: true });
});

describe('keepCertificate', () => {
  it('issues one that its authority signed, for loopback', async () => {
    const { cert, caPath } = await keepCertificate(folder);
    const certificate = new X509Certificate(cert);
    const authority = new X509Certificate(await readFile(caPath));
    expect(certificate.verify(authority.publicKey)).toBe(true);
    expect(certificate.checkHost('localhost')).toBe('localhost');
    expect(certificate.checkIP('127.0.0.1')).toBe('127.0.0.1');
  });

  it('gives the same one again, so that who trusts it need not do so anew', async () => {
    const first = await keepCertificate(folder);
    expect(await keepCertificate(folder)).toEqual(first);
  });

  it('issues anew what is about to expire', async () => {
    const first = await keepCertificate(folder);
    vi.useFakeTimers({ toFake: ['Date'] });
    vi.setSystemTime(Date.parse(new X509Certificate(first.cert).validTo) - 3_600_000);
    const second = await keepCertificate(folder);
    expect(second.cert).not.toBe(first.cert);
    const ca = new X509Certificate(await readFile(second.caPath));
    expect(new X509Certificate(second.cert).verify(ca.publicKey)).toBe(true);
  });

  it.each(['ca.pem', 'server.pem'])('issues anew when %s is spoilt', async (name) => {
    const first = await keepCertificate(folder);
    await writeFile(join(folder, name), 'spoilt');
    expect((await keepCertificate(folder)).cert).not.toBe(first.cert);
  });

  it('keeps the key to this user', async () => {
    await keepCertificate(folder);
    expect((await stat(join(folder, 'server.pem'))).mode & 0o077).toBe(0);
  });
});
