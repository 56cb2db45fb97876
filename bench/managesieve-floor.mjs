import { connect as connectTcp } from 'node:net';
import { connect as connectTls } from 'node:tls';

/**
 * Where a server is and who logs in.
 *
 * @typedef {{ port: number, ca: string, username: string, password: string, authzid?: string }} Account
 */

/**
 * A session that does no more than it must: octets out, replies counted. Nothing that speaks
 * ManageSieve from Node can be much faster.
 */
export class RawSession {
  /** @type {import('node:net').Socket} */
  #socket;
  /** @type {Buffer} */
  #rest = Buffer.alloc(0);
  #replies = 0;
  #octets = 0;
  #wanted = 0;
  /** @type {() => void} */
  #done = () => {};

  /** @param {import('node:net').Socket} socket */
  constructor(socket) {
    this.#socket = socket;
    this.#listen();
  }

  /**
   * Sends and waits for so many replies.
   *
   * @param {string | Uint8Array} octets
   * @param {number} replies
   * @returns {Promise<void>}
   */
  ask(octets, replies = 1) {
    const answered = new Promise((/** @type {(value: void) => void} */ resolve) => {
      this.#wanted += replies;
      this.#done = resolve;
    });
    if (octets.length > 0) this.#socket.write(octets);
    return answered;
  }

  /** @param {string} ca */
  async secure(ca) {
    this.#socket.removeAllListeners('data');
    const socket = connectTls({ socket: this.#socket, servername: 'localhost', ca });
    await new Promise((resolve, reject) => {
      socket.once('secureConnect', resolve).once('error', reject);
    });
    this.#socket = socket;
    this.#listen();
  }

  /** Octets in literals so far. */
  get octets() {
    return this.#octets;
  }

  async end() {
    await this.ask('LOGOUT\r\n');
    this.#socket.on('error', () => {}).end();
  }

  #listen() {
    this.#socket.on('data', (chunk) => this.#take(chunk));
  }

  /** @param {Buffer} chunk */
  #take(chunk) {
    let data = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    for (;;) {
      const end = data.indexOf('\r\n');
      if (end < 0) break;
      const line = data.toString('latin1', 0, end);
      const size = Number(/\{(\d+)\}$/.exec(line)?.[1] ?? -1);
      if (size >= 0) {
        if (data.length < end + 2 + size) break;
        this.#octets += size;
        data = data.subarray(end + 2 + size);
        continue;
      }
      data = data.subarray(end + 2);
      if (/^NO|^BYE/.test(line)) throw new Error(`The server says ${line}`);
      if (line.startsWith('OK')) this.#replies++;
    }
    this.#rest = data;
    if (this.#replies >= this.#wanted) this.#done();
  }
}

/**
 * Connects, starts TLS and logs in by PLAIN.
 *
 * @param {Account} account
 * @returns {Promise<RawSession>}
 */
export async function openRaw({ port, ca, username, password, authzid = '' }) {
  const socket = connectTcp({ port, host: '127.0.0.1', noDelay: true });
  const session = new RawSession(socket);
  await session.ask('');
  await session.ask('STARTTLS\r\n');
  const greeted = session.ask('');
  await session.secure(ca);
  await greeted;
  const secret = Buffer.from(`${authzid}\0${username}\0${password}`).toString('base64');
  await session.ask(`AUTHENTICATE "PLAIN" "${secret}"\r\n`);
  return session;
}

/**
 * All scripts of these names, in one go.
 *
 * @param {ReadonlyMap<string, Uint8Array>} scripts
 * @returns {Buffer}
 */
export function writeUpload(scripts) {
  return Buffer.concat(
    [...scripts].flatMap(([name, text]) => [
      Buffer.from(`PUTSCRIPT "${name}" {${text.length}+}\r\n`),
      text,
      Buffer.from('\r\n'),
    ]),
  );
}
