import { type AddressInfo, createServer, type Socket } from 'node:net';
import { createSecureContext, TLSSocket } from 'node:tls';

/** The other end of a connection, as a test plays it. */
export interface Peer {
  readonly socket: Socket;
  send(text: string | Uint8Array): void;
  /** The next line of the client, without its line end; `null` when it is gone. */
  line(): Promise<string | null>;
  startTls(certificate: { key: string; cert: string }): Promise<void>;
}

/** A server that does what a test says, with every connection. */
export interface ScriptedServer {
  readonly port: number;
  stop(): Promise<void>;
}

/** What every server says before TLS. */
export const hello =
  '"IMPLEMENTATION" "test"\r\n"SIEVE" ""\r\n"SASL" "PLAIN"\r\n"VERSION" "1.0"\r\n';

/** The same with an offer of STARTTLS, and the OK behind it. */
export const helloTls = `${hello}"STARTTLS"\r\nOK "Ready"\r\n`;

export async function startScripted(play: (peer: Peer) => unknown): Promise<ScriptedServer> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket.on('error', () => {}));
    void Promise.resolve(play(createPeer(socket))).catch(() => socket.destroy());
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    port: (server.address() as AddressInfo).port,
    async stop() {
      for (const socket of sockets) socket.destroy();
      await new Promise((done) => server.close(done));
    },
  };
}

function createPeer(first: Socket): Peer {
  let socket = first;
  let text = '';
  let ended = false;
  let wake = () => {};
  const onData = (chunk: Buffer) => {
    text += chunk.toString('latin1');
    wake();
  };
  const onEnd = () => {
    ended = true;
    wake();
  };
  const listen = () => socket.on('data', onData).on('close', onEnd).on('end', onEnd);
  listen();
  return {
    get socket() {
      return socket;
    },
    send: (value) => void socket.write(value),
    async line() {
      while (!text.includes('\r\n')) {
        if (ended) return null;
        await new Promise<void>((done) => {
          wake = done;
        });
      }
      const [line = ''] = text.split('\r\n', 1);
      text = text.slice(line.length + 2);
      return line;
    },
    async startTls(certificate) {
      socket.off('data', onData).off('close', onEnd).off('end', onEnd).pause();
      const secureContext = createSecureContext(certificate);
      socket = new TLSSocket(socket, { isServer: true, secureContext }).on('error', () => {});
      await new Promise((done) => socket.once('secure', done).once('close', done));
      listen();
    },
  };
}
