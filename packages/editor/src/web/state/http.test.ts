import { describe, expect, it } from 'vitest';
import { createHttp } from './http.ts';

const info = { user: 'ann', server: 'mail.example.org', capabilities: ['fileinto'] };

function answering(status: number, body?: unknown) {
  const asked: string[] = [];
  const send = (async (input: URL) => {
    asked.push(String(input));
    return new Response(body === undefined ? null : JSON.stringify(body), { status });
  }) as typeof fetch;
  return { http: createHttp('https://example.org/mail/rules/#/main/text', send), asked };
}

describe('createHttp', () => {
  it('stays under the path that the page stands at', async () => {
    const { http, asked } = answering(204);
    await http.logout();
    expect(asked).toEqual(['https://example.org/mail/rules/api/logout']);
  });

  it.each([
    ['somebody', 200, info, info],
    ['nobody', 204, undefined, null],
  ])('says that %s is signed in', async (_, status, body, session) => {
    expect(await answering(status, body).http.session()).toEqual(session);
  });

  it.each([
    [
      'what the server says',
      401,
      { error: { code: 'login-refused', message: '' } },
      'login-refused',
    ],
    ['a proxy that speaks for it', 502, '<html>', 'offline'],
    ['an answer of another form', 200, { user: 7 }, 'offline'],
  ])('fails with %s', async (_, status, body, code) => {
    const { http } = answering(status, body);
    await expect(http.login({ username: 'a', password: 'b' })).rejects.toMatchObject({ code });
  });

  it('is offline when nothing answers', async () => {
    const http = createHttp('https://example.org/', () => Promise.reject(new TypeError('failed')));
    await expect(http.session()).rejects.toMatchObject({ code: 'offline' });
  });
});
