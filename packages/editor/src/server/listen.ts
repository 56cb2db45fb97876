import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { EditorError } from '../editor-error.ts';

/**
 * Listens, and gives the port.
 *
 * @throws EditorError 'port-taken', 'port-forbidden' or 'host-unavailable'
 */
export async function listen(server: Server, host: string, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    const fail = (error: NodeJS.ErrnoException) => reject(explain(error, host, port));
    server.once('error', fail);
    server.listen(port, host, () => {
      server.off('error', fail);
      resolve();
    });
  });
  return (server.address() as AddressInfo).port;
}

function explain(cause: NodeJS.ErrnoException, host: string, port: number): EditorError {
  if (cause.code === 'EADDRINUSE') {
    return new EditorError(
      'port-taken',
      `Port ${port} on ${host} is taken by another program: stop that program, or choose another port.`,
      { cause },
    );
  }
  if (cause.code === 'EACCES') {
    return new EditorError(
      'port-forbidden',
      `This user may not listen on port ${port} of ${host}: choose a port above 1023.`,
      { cause },
    );
  }
  return new EditorError(
    'host-unavailable',
    `The editor cannot listen on ${host}, port ${port} (${cause.code ?? cause.message}): choose an address of this machine, such as 127.0.0.1.`,
    { cause },
  );
}
