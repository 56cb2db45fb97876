import type { Client } from '@sievekit/managesieve';
import type { Terminal } from '../terminal.ts';
import { openAccount, type RemoteOptions } from './account.ts';
import { showJson, showName } from './show-name.ts';

/** What `info --json` prints. */
interface InfoJson {
  readonly server: string;
  readonly implementation: string;
  /** Of the protocol; null for servers older than RFC 5804. */
  readonly version: string | null;
  readonly tls: TlsJson | null;
  /** SASL mechanisms, as the server offered them last before the login. */
  readonly mechanisms: readonly string[];
  readonly sieve: readonly string[];
  readonly notify: readonly string[];
  readonly maxRedirects: number | null;
  readonly owner: string | null;
  readonly scripts: number;
  readonly active: string | null;
}

interface TlsJson {
  readonly protocol: string | null;
  readonly cipher: string | null;
  readonly certificate: {
    readonly subject: string;
    readonly issuer: string;
    readonly names: readonly string[];
    /** ISO 8601. */
    readonly validFrom: string;
    readonly validTo: string;
    readonly fingerprint256: string;
  } | null;
}

/** `sievekit remote info` */
export async function showAccount(
  url: string,
  options: RemoteOptions,
  terminal: Terminal,
): Promise<void> {
  const account = await openAccount(url, options, terminal);
  const info = await account.session(async (client, mechanisms): Promise<InfoJson> => {
    const scripts = await client.listScripts();
    const { implementation, version, sieve, notify, maxRedirects, owner } = client.capabilities;
    return {
      server: `${account.host}:${account.port}`,
      implementation,
      version: version || null,
      tls: readTls(client),
      mechanisms,
      sieve,
      notify: notify ?? [],
      maxRedirects: maxRedirects ?? null,
      owner: owner ?? null,
      scripts: scripts.length,
      active: scripts.find(({ active }) => active)?.name ?? null,
    };
  });
  if (options.json) terminal.out(showJson(info));
  else terminal.out(describe(info));
}

function readTls({ security }: Client): TlsJson | null {
  if (!security.encrypted) return null;
  const { protocol, cipher, certificate } = security;
  if (certificate === null) return { protocol, cipher, certificate };
  const { subject, issuer, names, validFrom, validTo, fingerprint256 } = certificate;
  return {
    protocol,
    cipher,
    certificate: {
      subject,
      issuer,
      names,
      validFrom: validFrom.toISOString(),
      validTo: validTo.toISOString(),
      fingerprint256,
    },
  };
}

function describe(info: InfoJson): string {
  const { tls } = info;
  const certificate = tls?.certificate;
  const active = info.active === null ? 'none active' : `active: ${showName(info.active)}`;
  const rows: readonly (readonly [title: string, value: string | null | undefined])[] = [
    ['Server', info.server],
    ['Software', info.implementation || 'not told'],
    ['Protocol', info.version ?? 'older than RFC 5804'],
    ['TLS', tls === null ? 'none' : `${tls.protocol}, ${tls.cipher}`],
    ['Certificate', certificate?.names.join(', ')],
    ['  issued by', certificate?.issuer.split('\n').join(', ')],
    ['  valid until', certificate?.validTo.slice(0, 10)],
    ['  SHA-256', certificate?.fingerprint256],
    ['Mechanisms', info.mechanisms.join(' ')],
    ['Owner', info.owner],
    ['Scripts', `${info.scripts}, ${active}`],
    ['Redirects', info.maxRedirects === null ? null : `at most ${info.maxRedirects} a script`],
    ['Notify', info.notify.join(' ') || null],
    ['Extensions', info.sieve.join(' ')],
  ];
  return rows
    .flatMap(([title, value]) =>
      value == null ? [] : [`${title.padEnd(13)} ${showName(value)}\n`],
    )
    .join('');
}
