import type { IncomingMessage } from 'node:http';
import type { Request, Response } from 'express';
import type { EditorSettings } from '../config.ts';
import { basePathOf } from './base-path.ts';

/** Carries the session's id between browser and server; no script of the page can read it. */
export interface SessionCookie {
  /** The id that the browser sent. */
  read(request: IncomingMessage): string | undefined;
  /** Hands an id to the browser, for as long as the browser runs. */
  write(request: Request, response: Response, id: string): void;
  clear(request: Request, response: Response): void;
}

/**
 * Where the public address is https the name starts with `__Host-`, so that no neighbour under the
 * same domain can set it. Elsewhere the name holds the port, for cookies do not tell ports apart
 * and two editors may run on one machine. A public path is part of the name for the same reason.
 */
export function createSessionCookie(
  settings: Pick<EditorSettings, 'port' | 'publicUrl'>,
): SessionCookie {
  const behindHttps = settings.publicUrl?.startsWith('https:') ?? false;
  const path = basePathOf(settings).slice(1, -1).replaceAll('/', '~');
  const publicName = `sievekit${path && `-${path}`}`;
  const name = behindHttps ? `__Host-${publicName}` : `sievekit-${settings.port}`;
  const options = (request: Request) =>
    ({
      httpOnly: true,
      sameSite: 'strict',
      path: '/',
      secure: behindHttps || request.secure,
    }) as const;
  return {
    read: ({ headers }) => readCookie(headers.cookie ?? '', name),
    write: (request, response, id) => void response.cookie(name, id, options(request)),
    clear: (request, response) => void response.clearCookie(name, options(request)),
  };
}

/** Our ids need no decoding, so that one `name=value` is all there is to find (RFC 6265, section 4.2.1). */
function readCookie(header: string, name: string): string | undefined {
  const prefix = `${name}=`;
  const found = header.split(/; ?/).find((pair) => pair.startsWith(prefix));
  return found?.slice(prefix.length);
}
