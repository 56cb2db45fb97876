const DATABASE = /^\/?(\d{0,4})$/;

/** Whether Redis may be there: `redis:`, `rediss:` with a database's number, or `unix:` with a path. */
export function isRedisAddress({ protocol, host, pathname, hash }: URL): boolean {
  if (hash !== '') return false;
  if (protocol === 'unix:') return host === '' && pathname.length > 1;
  return (
    (protocol === 'redis:' || protocol === 'rediss:') && host !== '' && DATABASE.test(pathname)
  );
}

/** The number of the database; 0 where there is none. */
export function redisDatabase({ protocol, pathname, searchParams }: URL): number {
  if (protocol === 'unix:') return Number(searchParams.get('db') ?? 0);
  return Number(DATABASE.exec(pathname)?.[1] ?? 0);
}
