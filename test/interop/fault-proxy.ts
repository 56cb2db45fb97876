import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

/**
 * How a controller behaves:
 * - `none`: as it is
 * - `slow`: its answers come late, and in pieces
 * - `wrong`: most answers are something else, whether it has learned or not; some connections break
 * - `silent`: nothing comes back, whether it has learned or not
 */
export type Fault = 'none' | 'slow' | 'wrong' | 'silent';

/** Stands between the bridge and a controller. */
export interface FaultProxy {
  readonly url: string;
  fault: Fault;
  /** How many connections did not go as they should. */
  readonly faults: number;
  close(): Promise<void>;
}

type Misdeed = (client: Socket, controller: Socket) => Promise<unknown> | unknown;

/** All that the controller says. */
async function answerOf(controller: Socket): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of controller) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

const passOn: Misdeed = (client, controller) => {
  client.pipe(controller);
  controller.pipe(client);
};

const linger: Misdeed = async (client, controller) => {
  client.pipe(controller);
  const answer = await answerOf(controller);
  await delay(50 + Math.random() * 250);
  for (const byte of answer) client.write(Buffer.of(byte));
  client.end();
};

/** Says this, once the controller has learned. */
const sayAfter =
  (text: string): Misdeed =>
  async (client, controller) => {
    client.pipe(controller);
    await answerOf(controller);
    client.end(text);
  };

/** Says this, and the controller gets nothing. */
const sayInstead =
  (text: string): Misdeed =>
  async (client) => {
    client.resume();
    await delay(20);
    client.end(text);
  };

const cutShort: Misdeed = async (client, controller) => {
  client.pipe(controller);
  const answer = await answerOf(controller);
  client.end(answer.subarray(0, 20));
};

const swallow: Misdeed = async (client, controller) => {
  client.pipe(controller);
  await answerOf(controller);
};

const misdeeds: Record<Fault, readonly Misdeed[]> = {
  none: [passOn],
  slow: [linger],
  wrong: [
    passOn,
    sayInstead('HTTP/1.1 500 Internal error\r\nContent-Length: 0\r\n\r\n'),
    sayAfter('HTTP/1.1 503 Busy\r\nConnection: close\r\n\r\nlater'),
    sayAfter('\u0000\u0001 this is no HTTP\r\n\r\n'),
    sayInstead('HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n'),
    cutShort,
    (client) => client.resetAndDestroy(),
    sayInstead('<html>It works!</html>'),
  ],
  silent: [swallow, (client) => void client.resume()],
};

/** Listens on loopback for the controller at `port`. */
export async function startFaultProxy(port: number): Promise<FaultProxy> {
  const open = new Set<Socket>();
  let count = 0;
  let faults = 0;
  let fault: Fault = 'none';
  const keep = (socket: Socket): Socket => {
    open.add(socket);
    socket.on('error', () => {}); // the other side shall see what comes of it
    return socket.once('close', () => open.delete(socket));
  };
  const server = createServer({ allowHalfOpen: true }, (client) => {
    keep(client);
    const list = misdeeds[fault];
    const misdeed = list[count++ % list.length] ?? passOn;
    if (misdeed !== passOn) faults += 1;
    const controller = keep(connect({ port, host: '127.0.0.1' }));
    client.once('close', () => controller.destroy());
    controller.once('error', () => client.destroy());
    Promise.resolve(misdeed(client, controller)).catch(() => client.destroy());
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`,
    get fault() {
      return fault;
    },
    set fault(next) {
      fault = next;
    },
    get faults() {
      return faults;
    },
    async close() {
      for (const socket of open) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
