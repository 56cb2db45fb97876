/** The imapsieve script that calls the bridge: `sieve_before`-like, for every mailbox. */
export const bridgeScriptUrl: URL = new URL('../sieve/bridge.sieve', import.meta.url);

/**
 * What Dovecot runs when the daemon does not take a message, a plain shell program: to be copied
 * into `sieve_execute_bin_dir` as `sievekit-spool`.
 */
export const emergencySpoolerUrl: URL = new URL('../sieve/emergency-spooler.sh', import.meta.url);

/** An administrator's global script: what rspamd marked as spam is filed into Junk. */
export const spamScriptUrl: URL = new URL('../sieve/spam.sieve', import.meta.url);
