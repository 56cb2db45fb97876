import { type Client, ManageSieveError } from '@sievekit/managesieve';
import { expect, it, vi } from 'vitest';
import { toFailure } from '../to-failure.ts';
import { save } from './save.ts';

const missing = new ManageSieveError('no', 'NO', {
  responseCode: { name: 'NONEXISTENT', args: [] },
});
const params = { name: 'main', text: 'keep;\n', revision: null };

function createClient(changes: Partial<Record<keyof Client, unknown>>): Client {
  const client = {
    getScript: vi.fn().mockRejectedValueOnce(missing).mockResolvedValue(Buffer.from('keep;\n')),
    checkScript: vi.fn(async () => ({ warnings: null })),
    putScript: vi.fn(async () => ({ warnings: null })),
    ...changes,
  };
  return client as unknown as Client;
}

const failureOf = async (client: Client) =>
  toFailure(await save(client, params).catch((error: unknown) => error));

it('does not call a full account a mistake in the script', async () => {
  const full = new ManageSieveError('no', 'NO', {
    responseCode: { name: 'QUOTA/MAXSIZE', args: [] },
    text: 'Quota exceeded',
  });
  const client = createClient({ putScript: () => Promise.reject(full) });
  expect(await failureOf(client)).toEqual({
    code: 'quota',
    message: 'The mail server has no room for it: Quota exceeded',
  });
});

it('reads back, and says so when the server stored something else', async () => {
  const getScript = vi
    .fn()
    .mockRejectedValueOnce(missing)
    .mockResolvedValue(Buffer.from('keep;\r\n'));
  expect(await failureOf(createClient({ getScript }))).toMatchObject({ code: 'server-refused' });
});

it('stores nothing that was not checked', async () => {
  const bad = new ManageSieveError('no', 'NO', { text: 'line 0: failed' });
  const client = createClient({ checkScript: () => Promise.reject(bad) });
  expect(await failureOf(client)).toMatchObject({
    code: 'rejected',
    complaints: [{ line: null, message: 'failed' }],
  });
  expect(client.putScript).not.toHaveBeenCalled();
});
