import { connect, createServer } from 'node:net';

/**
 * A way to a server of this machine that takes as long as a far one: what is sent arrives half a
 * round trip later, and to connect takes a whole one.
 *
 * @param {number} target port of the server
 * @param {number} roundTrip milliseconds
 * @returns {Promise<{ port: number, stop: () => void }>}
 */
export async function startProxy(target, roundTrip) {
  /** @type {Set<import('node:net').Socket>} */
  const sockets = new Set();
  const server = createServer((near) => {
    sockets.add(near);
    const far = connect({ port: target, host: '127.0.0.1', noDelay: true });
    sockets.add(far);
    near.setNoDelay(true);
    relay(near, far, roundTrip / 2 + roundTrip);
    relay(far, near, roundTrip / 2 + roundTrip);
  });
  await new Promise((/** @type {(value: void) => void} */ done) => {
    server.listen(0, '127.0.0.1', done);
  });
  const address = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    port: address.port,
    stop() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

/**
 * @param {import('node:net').Socket} from
 * @param {import('node:net').Socket} to
 * @param {number} first delay of what comes at once, in milliseconds
 */
function relay(from, to, first) {
  const delay = first / 3;
  const begun = performance.now();
  from.on('data', (chunk) => {
    const wait = Math.max(delay, first - (performance.now() - begun));
    setTimeout(() => to.write(chunk), wait);
  });
  from.on('end', () => setTimeout(() => to.end(), delay + 1));
  from.on('error', () => to.destroy());
}
