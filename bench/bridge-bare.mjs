// Takes messages as fast as it can and keeps none: the least that a socket's hook can cost.
import { chmodSync } from 'node:fs';
import { createServer } from 'node:net';

const [path = ''] = process.argv.slice(2);
const server = createServer({ allowHalfOpen: true }, (socket) => {
  socket.on('error', () => {});
  socket.on('end', () => socket.end('+\n'));
  socket.resume();
});
server.listen({ path, backlog: 4096 }, () => {
  chmodSync(path, 0o666);
  console.log('READY');
});
