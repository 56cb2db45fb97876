import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { createLearnedTotal, type LearnedTotal } from './learned-total.ts';

let server: Server;
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

async function serve(
  answer: RequestListener,
  ...others: URL[]
): Promise<() => Promise<LearnedTotal | null>> {
  server = createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const url = new URL(`http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`);
  return createLearnedTotal([...others, url], null, { statMs: 200, statBytes: 1000 });
}

const stat = JSON.stringify({
  statfiles: [
    { symbol: 'BAYES_SPAM', revision: 7 },
    { symbol: 'BAYES_HAM', revision: 3 },
    { symbol: 'BAYES_SPAM_USER', revision: 1 },
  ],
});

describe('createLearnedTotal', () => {
  it('adds up the statfiles of each class, and remembers it for a while', async () => {
    let asked = 0;
    const read = await serve((_request, response) => {
      asked += 1;
      response.end(stat);
    });
    expect([await read(), await read()]).toEqual(Array(2).fill({ spam: 8, ham: 3 }));
    expect(asked).toBe(1);
  });

  it('asks another controller where the first is away', async () => {
    const away = new URL('http://127.0.0.1:1');
    const read = await serve((_request, response) => response.end(stat), away);
    expect(await read()).toEqual({ spam: 8, ham: 3 });
  });

  it.each<[string, RequestListener]>([
    ['what is too large', (_request, response) => response.end(stat + ' '.repeat(2000))],
    ['silence', () => {}],
    ['something else', (_request, response) => response.end('[]')],
    ['a refusal', (_request, response) => response.writeHead(401).end('{"error":"Unauthorized"}')],
  ])('knows nothing after %s', async (_what, answer) => {
    expect(await (await serve(answer))()).toBeNull();
  });
});
