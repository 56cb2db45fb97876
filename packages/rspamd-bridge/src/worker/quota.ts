/** How much a single user may teach. */
export interface Quota {
  /** Counts one for the user; false when there are no more in this hour. */
  take(user: string): boolean;
}

const HOUR = 3_600_000;

/**
 * `most` for a user and an hour, the hour beginning with the user's first; 0 for as many as there
 * are. Kept in memory: a restart begins anew.
 */
export function createQuota(most: number, now: () => number = Date.now): Quota {
  /** In the order in which the hours began. */
  const users = new Map<string, { readonly began: number; count: number }>();

  function clear(): void {
    for (const [user, { began }] of users) {
      if (now() - began < HOUR) return;
      users.delete(user);
    }
  }

  return {
    take(user) {
      if (most === 0) return true;
      clear();
      const hour = users.get(user) ?? { began: now(), count: 0 };
      users.set(user, hour);
      if (hour.count >= most) return false;
      hour.count += 1;
      return true;
    },
  };
}
