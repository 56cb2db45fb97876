import type { IncomingMessage } from 'node:http';
import type { EditorSettings } from '../config.ts';

/** Says whether a request came from a page that this editor served. */
export type OriginCheck = (request: IncomingMessage) => boolean;

const loopbackHost = /^(localhost|127(\.\d+){3}|\[::1\])(:\d+)?$/i;

/**
 * Stops other sites from acting with a user's cookie, over HTTP and over WebSocket: a browser puts
 * the page's origin into `Origin`, and no page can change it. With `publicUrl` the origin must be
 * that one. Without, it must be the host that was asked for; and where the editor listens on
 * loopback that host must be a loopback name, so that no foreign name pointed here (DNS rebinding)
 * passes.
 */
export function createOriginCheck(
  settings: Pick<EditorSettings, 'host' | 'publicUrl'>,
): OriginCheck {
  const { publicUrl } = settings;
  const wanted = publicUrl === undefined ? undefined : new URL(publicUrl).origin;
  const onLoopback = loopbackHost.test(settings.host) || settings.host === '::1';
  return ({ headers }) => {
    const site = headers['sec-fetch-site'];
    if (site !== undefined && site !== 'same-origin') return false;
    if (headers.origin === undefined) return false;
    if (wanted !== undefined) return headers.origin === wanted;
    const host = headers.host;
    if (host === undefined || (onLoopback && !loopbackHost.test(host))) return false;
    return headers.origin === `http://${host}` || headers.origin === `https://${host}`;
  };
}
