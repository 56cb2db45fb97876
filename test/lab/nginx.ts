import { join } from 'node:path';
import { issueCertificate } from './authority.ts';
import { freePort, waitForGreeting } from './port.ts';
import { serverEnvironment } from './program.ts';
import { createRunFolder } from './run-folder.ts';
import { type Server, startServer } from './server.ts';
import { renderTemplate } from './template.ts';

export interface Nginx extends Server {
  readonly port: number;
  /** The authority of its certificate, PEM, for `localhost` and `127.0.0.1`. */
  readonly ca: string;
}

/** What a configuration is told about where it runs. */
export interface NginxPlace {
  readonly port: number;
  /** Paths of PEM files. */
  readonly cert: string;
  readonly key: string;
}

/** Starts nginx on loopback; `servers` gives its `server` blocks. */
export async function startNginx(servers: (place: NginxPlace) => string): Promise<Nginx> {
  const run = await createRunFolder('nginx');
  const port = await freePort();
  const { ca } = await issueCertificate(run);
  const place = { port, cert: join(run.path, 'tls/cert.pem'), key: join(run.path, 'tls/key.pem') };
  const config = run.file(
    'nginx.conf',
    renderTemplate('nginx.conf', { RUN: run.path, SERVERS: servers(place) }),
  );
  const log = join(run.path, 'nginx.log');
  const server = await startServer({
    name: 'nginx',
    run,
    program: join(run.packages, 'usr/sbin/nginx'),
    args: ['-p', run.path, '-e', log, '-c', config],
    env: serverEnvironment(run.packages),
    log,
    // Without TLS it says no: it is there.
    ready: (hint) =>
      waitForGreeting(port, /^HTTP\/1\.1 400/, { send: 'GET / HTTP/1.0\r\n\r\n', hint }),
  });
  return { ...server, port, ca };
}
