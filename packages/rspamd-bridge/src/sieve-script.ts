/** The imapsieve script that calls the bridge: `sieve_before`-like, for every mailbox. */
export const bridgeScriptUrl: URL = new URL('../sieve/bridge.sieve', import.meta.url);

/** An administrator's global script: what rspamd marked as spam is filed into Junk. */
export const spamScriptUrl: URL = new URL('../sieve/spam.sieve', import.meta.url);
