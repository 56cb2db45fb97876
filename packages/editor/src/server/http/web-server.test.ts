import { once } from 'node:events';
import { type AddressInfo, connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, it } from 'vitest';
import { HTTP_REQUEST_TIMEOUT_MS } from '../../limits.ts';
import { createWebServer } from './web-server.ts';

it.each([
  ['its headers', 'POST /api/login HTTP/1.1\r\nHost: x\r\n'],
  ['its body', 'POST /api/login HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{'],
])('hangs up on a client that never sends all of %s', async (_, part) => {
  const server = createWebServer(90);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const client = connect((server.address() as AddressInfo).port, '127.0.0.1');
  client.write(part);
  expect(await text(client)).toMatch(/^HTTP\/1.1 408 /);
  server.close();
});

it('waits no longer than HTTP_REQUEST_TIMEOUT_MS', () => {
  const { requestTimeout, headersTimeout } = createWebServer();
  expect([requestTimeout, headersTimeout]).toEqual(Array(2).fill(HTTP_REQUEST_TIMEOUT_MS));
});
