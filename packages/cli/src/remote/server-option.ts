import { closeSync, openSync, writeSync } from 'node:fs';
import type { ConnectOptions } from '@sievekit/managesieve';
import { Failure } from '../failure.ts';
import { readNamedFile, reasonOf } from '../file.ts';
import type { Terminal } from '../terminal.ts';
import type { AccountAddress, AccountSettings } from './remote-option.ts';

/**
 * How to reach the server: TLS, certificates, trace.
 *
 * @param trace file for the conversation, `-` for standard error
 * @throws {Failure} when an option makes no sense or a file cannot be read
 */
export async function readServerOptions(
  { host }: AccountAddress,
  settings: AccountSettings,
  trace: string | undefined,
  terminal: Terminal,
): Promise<Omit<ConnectOptions, 'host' | 'port'>> {
  const { ca, pin, servername, allowPlaintextPassword } = settings;
  return {
    tls: readTls(settings),
    ...(ca && { ca: await readPem(ca, 'CERTIFICATE', '--ca') }),
    ...(await readCertificate(settings, host, terminal)),
    ...(pin && { pin: readPin(pin) }),
    ...(servername && { servername }),
    ...(allowPlaintextPassword && { allowPlaintextPassword }),
    ...(trace && { trace: openTrace(trace, terminal) }),
  };
}

function readTls(settings: AccountSettings): 'starttls' | 'implicit' | 'none' {
  const mode = settings.tls ?? 'starttls';
  if (mode === 'none' && !settings.allowPlaintextPassword) {
    throw new Failure(
      '--tls none sends the password so that anybody on the way can read it. ' +
        'If that is what you want, add --allow-plaintext-password.',
    );
  }
  if (mode === 'starttls' || mode === 'implicit' || mode === 'none') return mode;
  throw new Failure(`--tls ${mode} is unknown; it is starttls, implicit or none.`);
}

async function readCertificate(
  { cert, key }: AccountSettings,
  host: string,
  terminal: Terminal,
): Promise<{ cert?: string; key?: string; passphrase?: string }> {
  if (cert === undefined) {
    if (key === undefined) return {};
    throw new Failure('--key belongs to a client certificate; name that with --cert.');
  }
  const pem = {
    cert: await readPem(cert, 'CERTIFICATE', '--cert'),
    key: await readPem(
      key ?? cert,
      'PRIVATE KEY',
      key === undefined ? '--cert without --key' : '--key',
    ),
  };
  if (!/ENCRYPTED/.test(pem.key)) return pem;
  const passphrase =
    terminal.env.SIEVEKIT_KEY_PASSPHRASE ??
    (await terminal.askSecret(`Passphrase of the key for ${host}: `));
  if (passphrase) return { ...pem, passphrase };
  throw new Failure(
    `The key in ${key ?? cert} is encrypted: set the variable SIEVEKIT_KEY_PASSPHRASE.`,
  );
}

async function readPem(path: string, label: string, option: string): Promise<string> {
  const text = new TextDecoder().decode(await readNamedFile(path));
  if (new RegExp(`-----BEGIN ([A-Z]+ )?${label}-----`).test(text)) return text;
  const what = label === 'CERTIFICATE' ? 'no certificate' : 'no private key';
  throw new Failure(`${path} holds ${what} (PEM), as ${option} needs one.`);
}

function readPin(pin: string): string {
  const digits = pin.replace(/^sha256[: ]|:/gi, '');
  if (/^[\da-f]{64}$/i.test(digits)) return digits;
  throw new Failure(
    `--pin ${pin} is no SHA-256 fingerprint: it is 64 hexadecimal digits, as in: openssl x509 -fingerprint -sha256`,
  );
}

/** A trace is written as it goes, so that it is there whatever happens. */
function openTrace(path: string, terminal: Terminal): (line: string) => void {
  if (path === '-') return (line) => terminal.err(`${line}\n`);
  try {
    const file = openSync(path, 'wx', 0o600);
    process.once('exit', () => closeSync(file));
    return (line) => void writeSync(file, `${line}\n`);
  } catch (error) {
    const there = (error as NodeJS.ErrnoException).code === 'EEXIST';
    const reason = there
      ? 'it is there already, and nothing is overwritten. Remove it or name another file'
      : reasonOf(error);
    throw new Failure(`Cannot write the trace ${path}: ${reason}.`, { cause: error });
  }
}
