import { connect, createServer } from 'node:net';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';

/**
 * A way to a server of this machine that takes as long as a far one: what is sent arrives half a
 * round trip later, and to connect takes a whole one. It has a thread of its own, as a peer has a
 * process of its own: otherwise it would take its time from who is measured in this one alone.
 *
 * @param {number} target port of the server
 * @param {number} roundTrip milliseconds
 * @returns {Promise<{ port: number, stop: () => Promise<number> }>}
 */
export async function startProxy(target, roundTrip) {
  const worker = new Worker(new URL(import.meta.url), { workerData: { target, roundTrip } });
  const port = await new Promise((/** @type {(port: number) => void} */ resolve, reject) => {
    worker.once('message', resolve).once('error', reject);
  });
  return { port, stop: () => worker.terminate() };
}

/** @param {{ target: number, roundTrip: number }} way */
function listen({ target, roundTrip }) {
  const server = createServer({ noDelay: true }, (near) => {
    const far = connect({ port: target, host: '127.0.0.1', noDelay: true });
    relay(near, far, roundTrip);
    relay(far, near, roundTrip);
  });
  server.listen(0, '127.0.0.1', () => {
    const address = /** @type {import('node:net').AddressInfo} */ (server.address());
    parentPort?.postMessage(address.port);
  });
}

/**
 * Hands on what comes, half a round trip later, and not before one and a half from the start: the
 * first of them is what it takes to connect.
 *
 * @param {import('node:net').Socket} from
 * @param {import('node:net').Socket} to
 * @param {number} roundTrip milliseconds
 */
function relay(from, to, roundTrip) {
  const opened = performance.now() + roundTrip * 1.5;
  /** @type {{ due: number, chunk: Buffer | null }[]} */
  const waiting = [];
  const release = () => {
    while (waiting[0] !== undefined && waiting[0].due <= performance.now()) {
      const chunk = waiting.shift()?.chunk;
      if (chunk) to.write(chunk);
      else to.end();
    }
    const [next] = waiting;
    if (next !== undefined) setTimeout(release, next.due - performance.now());
  };
  /** @param {Buffer | null} chunk */
  const add = (chunk) => {
    const due = Math.max(opened, performance.now() + roundTrip / 2);
    if (waiting.push({ due, chunk }) === 1) setTimeout(release, due - performance.now());
  };
  from.on('data', add);
  from.on('end', () => add(null));
  from.on('error', () => to.destroy());
}

if (!isMainThread) listen(workerData);
