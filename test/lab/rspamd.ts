import { join } from 'node:path';
import { freePort } from './port.ts';
import { serverEnvironment } from './program.ts';
import { readHash } from './redis.ts';
import { relocateProgram } from './relocate.ts';
import { createRunFolder } from './run-folder.ts';
import { type Server, startServer } from './server.ts';
import { renderTemplate } from './template.ts';
import { waitFor } from './wait.ts';

/** Which rspamd the lab has. */
export type RspamdVersion = '3.4' | '3.12';

export interface RspamdOptions {
  redisPort: number;
  /** 3.4 of Debian 12 unless told; 3.12 is that of Debian 13, the part `rspamd312`. */
  version?: RspamdVersion;
  /** Addresses that need no password; none unless told, so that the password is really used. */
  secureIp?: string;
  /** More configuration, as rspamd's own text. */
  extra?: string;
}

/** How often each class was learned. */
export interface Learned {
  spam: number;
  ham: number;
}

export interface Rspamd extends Server {
  readonly controllerPort: number;
  /** The controller's address, without a path. */
  readonly controllerUrl: string;
  readonly milterPort: number;
  /** The port that scans: `POST /checkv2`. */
  readonly scanPort: number;
  /** A file with the password that may learn, readable by its owner and by root. */
  readonly passwordFile: string;
  /** What Bayes has learned until now. */
  learned(): Promise<Learned>;
}

/** The controller's password that only reads. */
export const rspamdPassword = 'lab-may-read';
/** The controller's password that may learn too. */
export const rspamdEnablePassword = 'lab-may-learn';

/** From Redis itself: the controller's `/stat` lags behind by most of a minute. */
async function readLearned(redisPort: number): Promise<Learned> {
  const [spam, ham] = await readHash(redisPort, 'RS', 'learns_spam', 'learns_ham');
  return { spam: Number(spam ?? 0), ham: Number(ham ?? 0) };
}

async function isServing(url: string): Promise<boolean> {
  const response = await fetch(`${url}/stat`, { headers: { Password: rspamdPassword } });
  await response.arrayBuffer();
  return response.ok;
}

/** Where rspamd's own Lua lies in the unpacked tree. */
function folders(packages: string): string[] {
  const share = join(packages, 'usr/share/rspamd');
  const places = {
    SHAREDIR: share,
    PLUGINSDIR: join(share, 'plugins'),
    RULESDIR: join(share, 'rules'),
    LUALIBDIR: join(share, 'lualib'),
    WWWDIR: join(share, 'www'),
    LIBDIR: join(packages, 'usr/lib/rspamd'),
  };
  return Object.entries(places).map(([name, path]) => `--var=${name}=${path}`);
}

/** Starts rspamd with controller and milter; mail with `X-Lab-Score: 6` or more is spam. */
export async function startRspamd(options: RspamdOptions): Promise<Rspamd> {
  const { secureIp, extra = '', version = '3.4' } = options;
  const run = await createRunFolder('rspamd', version === '3.12' ? 'trixie' : 'root');
  const [normal, milterPort, controllerPort] = [
    await freePort(),
    await freePort(),
    await freePort(),
  ];
  const controllerUrl = `http://127.0.0.1:${controllerPort}`;
  run.file('tld.dat', renderTemplate('tld.dat', {}));
  run.file('lab.lua', renderTemplate('rspamd.lua', {}));
  const passwordFile = run.file('controller.password', `${rspamdEnablePassword}\n`, 0o600);
  const config = run.file(
    'rspamd.conf',
    renderTemplate('rspamd.conf', {
      RUN: run.path,
      DATA: run.folder('data'),
      PLUGINS: join(run.packages, 'usr/share/rspamd/plugins'),
      NORMAL_PORT: normal,
      MILTER_PORT: milterPort,
      CONTROLLER_PORT: controllerPort,
      REDIS_PORT: options.redisPort,
      PASSWORD: rspamdPassword,
      ENABLE_PASSWORD: rspamdEnablePassword,
      SECURE_IP: secureIp === undefined ? '' : `secure_ip = "${secureIp}";`,
      EXTRA: extra,
    }),
  );
  const server = await startServer({
    name: 'rspamd',
    run,
    program: relocateProgram(run, 'bin/rspamd'),
    args: ['-f', '-c', config, ...folders(run.packages)],
    env: serverEnvironment(run.packages, 'rspamd'),
    log: join(run.path, 'rspamd.log'),
    ready: (hint) => waitFor('rspamd', () => isServing(controllerUrl), { timeout: 20_000, hint }),
  });
  const learned = () => readLearned(options.redisPort);
  const ports = { controllerPort, controllerUrl, milterPort, scanPort: normal };
  return { ...server, ...ports, passwordFile, learned };
}
