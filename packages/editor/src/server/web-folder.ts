import { accessSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { EditorError } from '../editor-error.ts';

/** Where the build puts the web page: the same folder seen from `src` and from `dist`. */
const builtFolder: string = fileURLToPath(new URL('../../dist/web', import.meta.url));

/**
 * Finds the built web page.
 *
 * @throws EditorError 'not-built'
 */
export function findWebFolder(folder: string = builtFolder): string {
  const page = join(folder, 'index.html');
  try {
    accessSync(page);
  } catch (cause) {
    throw new EditorError(
      'not-built',
      `The web page of the editor was not built: ${page} is missing. Run "npm run build" first.`,
      { cause },
    );
  }
  return folder;
}
