import { connect, type Socket } from 'node:net';
import { type ConnectionOptions, connect as connectTls, type TLSSocket } from 'node:tls';

/** Opens a TCP connection; rejects with the system's error, or with the code `ETIMEDOUT`. */
export function openTcp(address: string, port: number, time: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: address, port, noDelay: true });
    const timer = setTimeout(() => {
      const late: NodeJS.ErrnoException = new Error('no answer');
      late.code = 'ETIMEDOUT';
      socket.destroy(late);
    }, time);
    socket.once('connect', () => {
      clearTimeout(timer);
      socket.off('error', reject).on('error', () => {});
      resolve(socket);
    });
    socket.once('error', (error) => {
      clearTimeout(timer);
      reject(error);
    });
  });
}

/** What a server said, and whether it then went silent or away. */
export interface Speech {
  readonly text: string;
  readonly end: 'enough' | 'silent' | 'closed';
}

/** The most that is read of what a server says, in octets. */
const mostRead = 64 * 1024;

/** Reads until the text is enough, until there is silence for so long, or until the end. */
export function hear(
  socket: Socket,
  isEnough: (text: string) => boolean,
  time: number,
): Promise<Speech> {
  return new Promise((resolve) => {
    let text = '';
    const finish = (end: Speech['end']): void => {
      clearTimeout(timer);
      socket.off('data', onData).off('close', onClose).off('end', onClose).pause();
      resolve({ text, end });
    };
    const onData = (chunk: Buffer): void => {
      text += chunk.toString('latin1');
      if (isEnough(text) || text.length > mostRead) finish('enough');
    };
    const onClose = (): void => finish('closed');
    const timer = setTimeout(() => finish('silent'), time);
    socket.on('data', onData).on('close', onClose).on('end', onClose).resume();
  });
}

/** Whether a ManageSieve response is complete: its last line is OK, NO or BYE. */
export function isResponse(text: string): boolean {
  return /^(?:OK|NO|BYE)\b.*\r?\n/im.test(text);
}

/** Puts TLS on a connection without judging the certificate: that comes later, and aloud. */
export function openTls(
  socket: Socket,
  options: ConnectionOptions,
  time: number,
): Promise<TLSSocket> {
  return new Promise((resolve, reject) => {
    const secure = connectTls({ ...options, socket, rejectUnauthorized: false });
    const fail = (error: Error): void => {
      clearTimeout(timer);
      socket.destroy();
      secure.on('error', () => {}).destroy();
      reject(error);
    };
    const onClose = (): void => fail(new Error('the server closed the connection'));
    const timer = setTimeout(() => fail(new Error('the server went silent')), time);
    secure.once('error', fail).once('close', onClose);
    secure.once('secureConnect', () => {
      clearTimeout(timer);
      secure
        .off('error', fail)
        .off('close', onClose)
        .on('error', () => {});
      resolve(secure);
    });
  });
}
