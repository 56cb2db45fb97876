import { connect, createServer } from 'node:net';
import { waitFor } from './wait.ts';

const handedOut = new Set<number>();

function askSystem(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

/** A port of 127.0.0.1 that nobody listens on now; this process never gets the same one twice. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = await askSystem();
    if (handedOut.has(port)) continue;
    handedOut.add(port);
    return port;
  }
}

/** Connects once and resolves with the first bytes; with `send`, says that first. */
export function greeting(port: number, send?: string, host = '127.0.0.1'): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host });
    socket.setTimeout(2_000, () => socket.destroy(new Error(`no greeting from port ${port}`)));
    socket.once('error', reject);
    socket.once('close', () => reject(new Error(`port ${port} closed without a greeting`)));
    socket.once('data', (bytes) => {
      resolve(bytes.toString('latin1'));
      socket.destroy();
    });
    if (send !== undefined) socket.write(send);
  });
}

/** Waits until the port's greeting (or its answer to `send`) matches. */
export function waitForGreeting(
  port: number,
  expected: RegExp,
  options: { send?: string; hint?: () => string; timeout?: number } = {},
): Promise<true> {
  const attempt = async () => {
    const text = await greeting(port, options.send);
    if (!expected.test(text)) throw new Error(`unexpected greeting ${JSON.stringify(text)}`);
    return true as const;
  };
  return waitFor(`the greeting of port ${port}`, attempt, options);
}
