/** What a server says about itself (RFC 5804, 1.7). */
export interface Capabilities {
  /** The server's name and version; empty when it does not say. */
  readonly implementation: string;
  /** SASL mechanisms in upper case, in the server's order. Most servers list none after login. */
  readonly sasl: readonly string[];
  /** Sieve extensions, as `require` names them. */
  readonly sieve: readonly string[];
  readonly starttls: boolean;
  /** The protocol's version; empty for servers older than RFC 5804. */
  readonly version: string;
  /** How many `redirect` actions one script may perform. */
  readonly maxRedirects?: number;
  /** URI schemes for `notify`. */
  readonly notify?: readonly string[];
  /** Whose scripts these are. */
  readonly owner?: string;
  /** All of them: names in upper case, values as sent, `null` where there is none. */
  readonly raw: ReadonlyMap<string, string | null>;
}

/** Reads the lines of a capability listing, each a name and perhaps a value. */
export function readCapabilities(
  lines: Iterable<readonly [name: string, value: string | null]>,
): Capabilities {
  const raw = new Map<string, string | null>();
  for (const [name, value] of lines) {
    const key = name.toUpperCase();
    if (!raw.has(key)) raw.set(key, value);
  }
  const maxRedirects = toNumber(raw.get('MAXREDIRECTS'));
  const owner = raw.get('OWNER');
  return {
    implementation: raw.get('IMPLEMENTATION') ?? '',
    sasl: words(raw.get('SASL')).map((word) => word.toUpperCase()),
    sieve: words(raw.get('SIEVE')),
    starttls: raw.has('STARTTLS'),
    version: raw.get('VERSION') ?? '',
    ...(maxRedirects === undefined ? {} : { maxRedirects }),
    ...(raw.has('NOTIFY') ? { notify: words(raw.get('NOTIFY')) } : {}),
    ...(typeof owner === 'string' ? { owner } : {}),
    raw,
  };
}

function words(value: string | null | undefined): string[] {
  return (value ?? '').split(' ').filter((word) => word !== '');
}

function toNumber(value: string | null | undefined): number | undefined {
  return typeof value === 'string' && /^\d{1,10}$/.test(value) ? Number(value) : undefined;
}
