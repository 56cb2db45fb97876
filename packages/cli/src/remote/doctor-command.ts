import { type Client, parseSieveUrl } from '@sievekit/managesieve';
import { type ExitCode, Failure } from '../failure.ts';
import { doctorTime } from '../limits.ts';
import type { Terminal } from '../terminal.ts';
import { readCredentials } from './credentials.ts';
import { type Patient, showExamination } from './doctor.ts';
import { systemNames } from './doctor-network.ts';
import { type NamedAccount, readAccounts } from './named-account.ts';
import type { AccountSettings, RemoteOptions } from './remote-option.ts';
import { readServerOptions } from './server-option.ts';

/** Options of `sievekit remote doctor`. */
export type DoctorOptions = RemoteOptions;

/**
 * `sievekit remote doctor`: looks at a server step by step; with a user, into the account too.
 *
 * @param target host, host:port, user@host, a sieve:// address, or the name of an account
 * @returns 1 when something is wrong
 */
export async function examineServer(
  target: string,
  options: DoctorOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const named = await findNamed(target, options, terminal);
  const { url, ...account } = named ?? { url: target };
  const settings: AccountSettings = { ...account, ...options };
  const { host, port, username, owner, isPortGiven } = readTarget(url);
  const address = { username: username ?? '', host, port };
  // Whether TLS is there is for the examination to say.
  const { tls: _tls, ...checkable } = settings;
  const server = await readServerOptions(address, checkable, options.trace, terminal);
  const credentials =
    username === undefined
      ? null
      : await readCredentials(
          address,
          { ...(owner && { authzid: owner }), ...settings },
          options,
          terminal,
        );
  const patient: Patient = {
    host,
    port: isPortGiven ? port : null,
    server,
    visitor:
      credentials === null
        ? null
        : {
            username: credentials.username,
            logIn: (client: Client) => client.authenticate(credentials),
          },
  };
  return await showExamination(
    patient,
    { names: systemNames, time: doctorTime },
    terminal,
    options,
  );
}

async function findNamed(
  target: string,
  { config }: DoctorOptions,
  { env }: Terminal,
): Promise<NamedAccount | undefined> {
  if (/[@:/.]/.test(target)) return undefined;
  return (await readAccounts(config, env)).get(target);
}

function readTarget(text: string): ReturnType<typeof parseSieveUrl> & { isPortGiven: boolean } {
  const url = text.includes('://') ? text : `sieve://${text}`;
  try {
    return {
      ...parseSieveUrl(url),
      isPortGiven: /:\d+(?:\/|$)/.test(url.slice('sieve://'.length)),
    };
  } catch (error) {
    throw new Failure(
      'This is no server. Write it as HOST, HOST:PORT, USER@HOST or sieve://USER@HOST:PORT, without a password.',
      { cause: error },
    );
  }
}
