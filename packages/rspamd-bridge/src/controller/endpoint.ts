/** Where a controller is: for axios. */
export interface Endpoint {
  /** For logs. Holds no password. */
  readonly name: string;
  readonly baseURL: string;
  readonly socketPath?: string;
}

/** Reads `http://host:port/folder`, or `unix:/path/of/socket`. */
export function readEndpoint(url: URL): Endpoint {
  if (url.protocol === 'unix:') {
    const socketPath = decodeURIComponent(url.pathname);
    return { name: `unix:${socketPath}`, baseURL: 'http://localhost/', socketPath };
  }
  const baseURL = url.href.endsWith('/') ? url.href : `${url.href}/`;
  return { name: url.host, baseURL };
}

/** Several controllers, of which one is asked. */
export interface Endpoints {
  current(): Endpoint;
  /** `endpoint` did not take a message: the next one is asked. */
  failed(endpoint: Endpoint): void;
}

/**
 * Begins with the first; after `returnMs` with another one the first is tried again, because the
 * order is the admin's wish.
 */
export function createEndpoints(
  urls: readonly URL[],
  returnMs: number,
  now: () => number = Date.now,
): Endpoints {
  const all = urls.map(readEndpoint);
  let at = 0;
  let left = 0;

  function current(): Endpoint {
    if (at > 0 && now() - left >= returnMs) at = 0;
    return all[at] as Endpoint;
  }

  return {
    current,
    failed(endpoint) {
      if (endpoint !== all[at]) return; // of several that failed together, one counts
      if (at === 0) left = now();
      at = (at + 1) % all.length;
    },
  };
}
