import { describe, expect, it } from 'vitest';
import { CallError } from './call-error.ts';
import type { Call } from './connection.ts';
import { createFolderList, hasFolder } from './folder-list.ts';

function fakeServer(paths: string[] | null) {
  const call = async (method: string, params: { path: string }) => {
    if (method === 'createFolder') {
      if (params.path === 'no') throw new CallError('server-refused', 'No.');
      paths?.push(params.path);
      return { path: params.path };
    }
    return { folders: paths?.map((path) => ({ path, delimiter: '/' })) ?? null };
  };
  return createFolderList(call as unknown as Call);
}

describe('createFolderList', () => {
  it('lists, and lists what was made', async () => {
    const list = fakeServer(['INBOX']);
    await list.refresh();
    expect(await list.create('Bills')).toBe('Bills');
    expect(list.folders.value?.map(({ path }) => path)).toEqual(['INBOX', 'Bills']);
    await expect(list.create('no')).rejects.toMatchObject({ code: 'server-refused' });
    list.clear();
    expect(list.folders.value).toBeNull();
  });

  it('knows none where there is no server to ask, or it does not answer', async () => {
    const none = fakeServer(null);
    await none.refresh();
    expect(none.folders.value).toBeNull();
    const away = createFolderList((async () => {
      throw new CallError('server-unreachable', '');
    }) as unknown as Call);
    await away.refresh();
    expect(away.folders.value).toBeNull();
  });
});

it.each([
  ['INBOX', true],
  ['inbox', true],
  ['Bills', true],
  ['bills', false],
  ['', false],
])('hasFolder %j: %s', (path, there) => {
  const folders = ['INBOX', 'Bills'].map((name) => ({ path: name, delimiter: '/' }));
  expect(hasFolder(folders, path)).toBe(there);
});
