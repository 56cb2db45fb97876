import { describe, expect, it } from 'vitest';
import { isEditorError } from '../editor-error.ts';
import { type EditorConfig, readConfig } from './config.ts';

const managesieve = { host: 'mail.example.org' };

describe('readConfig', () => {
  it('fills in what is not said', () => {
    expect(readConfig({ managesieve })).toEqual({
      host: '127.0.0.1',
      port: 8080,
      trustProxy: false,
      logLevel: 'info',
      session: { idleMinutes: 30, absoluteHours: 12, store: 'memory' },
      managesieve: {
        host: 'mail.example.org',
        port: 4190,
        tls: 'starttls',
        allowPlaintextPassword: false,
      },
    });
  });

  it.each([
    [{ host: 'a' }, 993],
    [{ host: 'a', tls: 'starttls' }, 143],
    [{ host: 'a', port: 1993 }, 1993],
  ] as const)('knows the port of %j', (imap, port) => {
    expect(readConfig({ managesieve, imap }).imap?.port).toBe(port);
  });

  it('gives the same settings when it reads its own', () => {
    const settings = readConfig({ managesieve, publicUrl: 'https://sieve.example.org' });
    expect(readConfig(settings)).toEqual(settings);
  });

  it.each([
    ['no server', {}, 'managesieve'],
    ['a port that is none', { managesieve, port: 70_000 }, 'port'],
    ['a setting nobody knows', { managesieve, prot: 80 }, 'prot'],
    ['a nested one', { managesieve: { ...managesieve, cert: 'x' } }, 'managesieve.cert'],
    ['no TLS', { managesieve: { ...managesieve, tls: 'none' } }, 'managesieve.tls'],
    ['a session of no length', { managesieve, session: { idleMinutes: 0 } }, 'session.idleMinutes'],
    ['a public URL with a query', { managesieve, publicUrl: 'https://a.example/?x' }, 'publicUrl'],
    ['a public URL with a name', { managesieve, publicUrl: 'https://u@a.example/' }, 'publicUrl'],
    ['an encoded path', { managesieve, publicUrl: 'https://a.example/%2e' }, 'publicUrl'],
    ['a public URL of a file', { managesieve, publicUrl: 'file:///etc' }, 'publicUrl'],
    [
      'a cookie without a secret',
      { managesieve, session: { store: 'cookie' } },
      'session.secretFile',
    ],
    ['a secret for nothing', { managesieve, session: { secretFile: '/x' } }, 'session.secretFile'],
    ['sessions in no Redis', { managesieve, session: { store: 'redis' } }, 'redis'],
    ['a Redis that is none', { managesieve, redis: 'http://a.example' }, 'redis'],
    ['a monitor for all', { managesieve, monitor: '0.0.0.0:9380' }, 'monitor'],
    ['folders without TLS', { managesieve, imap: { host: 'a', tls: 'none' } }, 'imap.tls'],
    ['every proxy believed', { managesieve, trustProxy: true }, 'trustProxy'],
  ])('names the setting: %s', (_, config, setting) => {
    try {
      readConfig(config as unknown as EditorConfig);
      expect.unreachable();
    } catch (error) {
      if (!isEditorError(error)) throw error;
      expect(error.code).toBe('config-invalid');
      expect(error.message).toContain(`${setting}: `);
    }
  });

  it('lets passwords travel readable only where the admin says so twice', () => {
    const plain = { ...managesieve, tls: 'none', allowPlaintextPassword: true } as const;
    expect(readConfig({ managesieve: plain }).managesieve.tls).toBe('none');
  });
});
