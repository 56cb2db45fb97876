/** A script of a user. */
export interface StoredScript {
  readonly name: string;
  readonly active: boolean;
}

/**
 * Where a server keeps the scripts of its users. The server calls it with names and users that it
 * has checked, for one user one at a time; other servers may do so at once. Methods throw a
 * `Refusal` to say NO.
 */
export interface ScriptStore {
  /** All scripts, sorted by name; at most one is active. */
  list(user: string): Promise<StoredScript[]>;
  /** @throws Refusal NONEXISTENT */
  get(user: string, name: string): Promise<Uint8Array>;
  /**
   * Stores or replaces; whether it is active does not change.
   *
   * @param most how many scripts there may be, this one included; one may be replaced in any case
   * @throws Refusal QUOTA/MAXSCRIPTS
   */
  put(user: string, name: string, script: Uint8Array, most?: number): Promise<void>;
  /** @throws Refusal NONEXISTENT or ACTIVE */
  delete(user: string, name: string): Promise<void>;
  /**
   * The active script stays active under its new name.
   *
   * @throws Refusal NONEXISTENT or ALREADYEXISTS
   */
  rename(user: string, from: string, to: string): Promise<void>;
  /**
   * Makes one script active, or none with `null`.
   *
   * @throws Refusal NONEXISTENT
   */
  setActive(user: string, name: string | null): Promise<void>;
}

/** Sorts scripts by name, by code units: the same order everywhere. */
export function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  if (a.name === b.name) return 0;
  return a.name < b.name ? -1 : 1;
}
