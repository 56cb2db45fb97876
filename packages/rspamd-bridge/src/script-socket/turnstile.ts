/** Lets a few through at once. */
export interface Turnstile {
  /** Waits for one's turn, never longer than its time. What it gives is to be called at the end. */
  enter(): Promise<() => void>;
}

/**
 * `width` at once, in the order in which they came; who has waited for `waitMs` goes through
 * nevertheless, so that some who are slow do not hold up the rest.
 */
export function createTurnstile(width: number, waitMs: number): Turnstile {
  const waiting = new Set<() => void>();
  let inside = 0;

  function leave(): void {
    inside -= 1;
    for (const next of waiting) {
      if (inside >= width) return;
      next();
    }
  }

  function goThrough(): () => void {
    inside += 1;
    let isInside = true;
    return () => {
      if (isInside) leave();
      isInside = false;
    };
  }

  return {
    enter() {
      if (inside < width) return Promise.resolve(goThrough());
      return new Promise((resolve) => {
        const go = (): void => {
          clearTimeout(timer);
          waiting.delete(go);
          resolve(goThrough());
        };
        const timer = setTimeout(go, waitMs);
        waiting.add(go);
      });
    },
  };
}
