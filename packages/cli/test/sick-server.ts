import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import {
  createSecureContext,
  createServer as createTlsServer,
  TLSSocket,
  type TlsOptions,
} from 'node:tls';

/** A server that answers line by line as a test says; the literals of a login it takes for lines. */
export interface SickServer {
  readonly port: number;
  stop(): Promise<void>;
}

/** What a server does. */
export interface Symptoms {
  /** Said at once, and again behind TLS. Default: a good greeting. */
  readonly greeting?: string;
  /** Said behind TLS instead. */
  readonly secureGreeting?: string;
  /** Answers to commands, by their first word; `null` hangs up, silence is ''. */
  readonly answers?: Readonly<Record<string, string | null>>;
  /** Lose a NOOP that comes before the last one is answered. */
  readonly loses?: boolean;
  /** Hang up at once. */
  readonly hangUp?: boolean;
  /** The certificate of STARTTLS. */
  readonly certificate?: { readonly key: string; readonly cert: string } | undefined;
  /** TLS from the first octet, with these settings. */
  readonly implicit?: TlsOptions;
  readonly tls?: TlsOptions;
}

/** What a server says at first, with the mechanisms that it offers. */
export function greet(sasl = 'PLAIN', more = '"STARTTLS"\r\n'): string {
  return `"IMPLEMENTATION" "sick"\r\n"SIEVE" "fileinto"\r\n"SASL" "${sasl}"\r\n"VERSION" "1.0"\r\n${more}OK "Ready"\r\n`;
}

const usual: Readonly<Record<string, string | null>> = {
  AUTHENTICATE: 'OK "In"\r\n',
  CAPABILITY: greet('', ''),
  LISTSCRIPTS: '"main" ACTIVE\r\nOK\r\n',
  HAVESPACE: 'OK\r\n',
  NOOP: 'OK\r\n',
  LOGOUT: 'OK\r\n',
};

export async function startSick(symptoms: Symptoms): Promise<SickServer> {
  const sockets = new Set<Socket>();
  const serve = (socket: Socket, secure: boolean): void => {
    sockets.add(socket.on('error', () => {}));
    const { greeting = greet(), secureGreeting = greet('PLAIN', '') } = symptoms;
    if (symptoms.hangUp) {
      socket.end();
      return;
    }
    socket.write(secure ? secureGreeting : greeting);
    let text = '';
    let isBusy = false;
    const reply = (word: string): void => {
      if (!symptoms.loses || word !== 'NOOP') {
        answer(socket, symptoms, word);
        return;
      }
      if (isBusy) return;
      isBusy = true;
      setTimeout(() => {
        isBusy = false;
        answer(socket, symptoms, word);
      }, 5);
    };
    socket.on('data', function take(chunk: Buffer) {
      text += chunk.toString('latin1');
      const lines = text.split('\r\n');
      text = lines.pop() ?? '';
      for (const line of lines) {
        const [word = ''] = line.split(' ');
        if (word.toUpperCase() === 'STARTTLS' && symptoms.certificate !== undefined) {
          socket.off('data', take);
          socket.write('OK "Begin"\r\n');
          const secureContext = createSecureContext({ ...symptoms.certificate, ...symptoms.tls });
          const tls = new TLSSocket(socket, { isServer: true, secureContext, ...symptoms.tls });
          sockets.add(tls.on('error', () => {}));
          tls.once('secure', () => serve(tls, true));
          return;
        }
        reply(word.toUpperCase());
      }
    });
  };
  const { implicit } = symptoms;
  const server: Server = implicit
    ? createTlsServer(implicit, (socket) => serve(socket, true)).on('tlsClientError', () => {})
    : createServer((socket) => serve(socket, false));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    port: (server.address() as AddressInfo).port,
    async stop() {
      for (const socket of sockets) socket.destroy();
      await new Promise((done) => server.close(done));
    },
  };
}

function answer(socket: Socket, { answers = {} }: Symptoms, word: string): void {
  const said = word in answers ? answers[word] : usual[word];
  if (said === null) socket.end();
  else socket.write(said ?? (word === '' ? '' : 'NO "Unknown command"\r\n'));
}
