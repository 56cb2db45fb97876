// @peculiar/x509 finds its algorithms through a container that asks for the metadata functions of
// the Reflect proposal and refuses to load without them. It asks for nothing more than these three.
type Metadata = Map<unknown, unknown>;

const stored = new WeakMap<object, Metadata>();

function getOwnMetadata(key: unknown, target: object): unknown {
  return stored.get(target)?.get(key);
}

function getMetadata(key: unknown, target: object): unknown {
  for (let at: object | null = target; at !== null; at = Object.getPrototypeOf(at)) {
    if (stored.get(at)?.has(key)) return getOwnMetadata(key, at);
  }
  return undefined;
}

function defineMetadata(key: unknown, value: unknown, target: object): void {
  const own: Metadata = stored.get(target) ?? new Map();
  stored.set(target, own.set(key, value));
}

if (!('getMetadata' in Reflect)) {
  Object.assign(Reflect, { getOwnMetadata, getMetadata, defineMetadata });
}
