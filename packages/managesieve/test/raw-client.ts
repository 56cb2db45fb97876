import { connect as connectTcp, type Socket } from 'node:net';
import { type ConnectionOptions, connect as connectTls } from 'node:tls';

/** A client that sends what a test says, and gives the lines that come. */
export interface RawClient {
  readonly socket: Socket;
  send(text: string | Uint8Array): void;
  /** The next line; `null` when the server has hung up. */
  line(): Promise<string | null>;
  /** All lines up to and with the next response. */
  reply(): Promise<string[]>;
  /** Sends, and gives the response alone. */
  ask(text: string): Promise<string | null>;
  /** All that comes until the server hangs up. */
  rest(): Promise<string[]>;
  startTls(ca: string, options?: ConnectionOptions): Promise<void>;
}

const response = /^(OK|NO|BYE)\b/;

/** Connects; the greeting is read with `reply`. */
export async function connectRaw(port: number, host = '127.0.0.1'): Promise<RawClient> {
  let socket: Socket = connectTcp(port, host);
  let text = '';
  let ended = false;
  let wake = () => {};
  const onData = (chunk: Buffer) => {
    text += chunk.toString();
    wake();
  };
  const onEnd = () => {
    ended = true;
    wake();
  };
  const listen = () => socket.on('data', onData).on('close', onEnd).on('error', onEnd);
  listen();
  await new Promise((done) => socket.once('connect', done).once('close', done));
  const line = async (): Promise<string | null> => {
    while (!text.includes('\r\n')) {
      if (ended) return null;
      await new Promise<void>((done) => {
        wake = done;
      });
    }
    const [first = ''] = text.split('\r\n', 1);
    text = text.slice(first.length + 2);
    return first;
  };
  const reply = async () => {
    const lines: string[] = [];
    for (let next = await line(); next !== null; next = await line()) {
      lines.push(next);
      if (response.test(next)) break;
    }
    return lines;
  };
  return {
    get socket() {
      return socket;
    },
    send: (value) => void socket.write(value),
    line,
    reply,
    async ask(value) {
      socket.write(value);
      return (await reply()).at(-1) ?? null;
    },
    async rest() {
      const lines: string[] = [];
      for (let next = await line(); next !== null; next = await line()) lines.push(next);
      return lines;
    },
    async startTls(ca, options = {}) {
      socket.off('data', onData).off('close', onEnd).off('error', onEnd).pause();
      socket = connectTls({ ...options, socket, ca, host });
      await new Promise((done, fail) => socket.once('secureConnect', done).once('error', fail));
      listen();
    },
  };
}
