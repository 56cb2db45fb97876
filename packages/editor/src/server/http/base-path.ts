import type { EditorSettings } from '../config.ts';

/** The path under which the browser sees the editor: `/`, or as in `/sieve/`; always ends in a slash. */
export function basePathOf({ publicUrl }: Pick<EditorSettings, 'publicUrl'>): string {
  if (publicUrl === undefined) return '/';
  const { pathname } = new URL(publicUrl);
  return pathname.endsWith('/') ? pathname : `${pathname}/`;
}

/**
 * The address within the editor of what a proxy asks for. A proxy may cut the public path off, or
 * hand it on: both are understood. Undefined is the public path without its last slash, under which
 * the page's relative addresses would lead elsewhere.
 */
export function withoutBase(url: string, base: string): string | undefined {
  if (base === '/') return url;
  if (url.startsWith(base)) return url.slice(base.length - 1);
  const bare = base.slice(0, -1);
  return url === bare || url.startsWith(`${bare}?`) ? undefined : url;
}
