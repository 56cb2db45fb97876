interface Watched {
  readonly acts: Set<() => void>;
  readonly fire: () => void;
}

const watched = new WeakMap<AbortSignal, Watched>();

/**
 * Calls back when a signal fires. However many wait for it, it has one listener of ours: from
 * eleven on Node would warn of a leak, and a hundred scripts may well go up under one signal.
 *
 * @returns to be called when that is not wanted any more
 */
export function onAbort(signal: AbortSignal, act: () => void): () => void {
  const { acts, fire } = watched.get(signal) ?? watch(signal);
  acts.add(act);
  return () => {
    acts.delete(act);
    if (acts.size > 0) return;
    signal.removeEventListener('abort', fire);
    watched.delete(signal);
  };
}

function watch(signal: AbortSignal): Watched {
  const acts = new Set<() => void>();
  const fire = (): void => {
    for (const act of [...acts]) act();
  };
  const made = { acts, fire };
  watched.set(signal, made);
  signal.addEventListener('abort', fire, { once: true });
  return made;
}
