/** Every cap and time-out of the editor. Sizes are bytes unless a name says otherwise; times are milliseconds. */

/** Largest script that the editor opens or saves. */
export const MAX_SCRIPT_BYTES = 1_048_576;

/** Longest script name, in UTF-16 units; RFC 5804, section 1.6 asks servers for at least 128 characters. */
export const MAX_NAME_LENGTH = 512;

/** Longest user name and password, in UTF-16 units. */
export const MAX_CREDENTIAL_LENGTH = 1024;

/** Largest body of an HTTP request: a login and nothing more. */
export const MAX_HTTP_BODY_BYTES = 16_384;

/** Largest WebSocket message: a whole script, each byte of which JSON may write as six. */
export const MAX_MESSAGE_BYTES: number = 6 * MAX_SCRIPT_BYTES + 16_384;

/** Requests that one session may have under way at a time. */
export const MAX_REQUESTS_IN_FLIGHT = 16;

/** WebSockets that one session may hold open: one for each page of the browser. */
export const MAX_SOCKETS_PER_SESSION = 16;

/** Sessions kept in memory; a login beyond that is refused. */
export const MAX_SESSIONS = 10_000;

/** Bytes that may wait for a slow reader before its WebSocket is cut. */
export const MAX_BUFFERED_BYTES: number = 2 * MAX_MESSAGE_BYTES;

/** A session that nobody used for so long is over. */
export const SESSION_IDLE_MS: number = 30 * 60_000;

/** A session is over after so long, used or not. */
export const SESSION_ABSOLUTE_MS: number = 12 * 3_600_000;

/** How often sessions that are over are looked for. */
export const SESSION_SWEEP_MS = 15_000;

/** A login that did not finish by then has failed. */
export const LOGIN_TIMEOUT_MS = 20_000;

/** A request over the WebSocket that did not finish by then has failed. */
export const REQUEST_TIMEOUT_MS = 30_000;

/** A ManageSieve connection that does not answer NOOP by then is taken for dead. */
export const PROBE_TIMEOUT_MS = 3_000;

/** A browser waits a little longer than the server does, so that the server's own words arrive. */
export const CLIENT_TIMEOUT_MS: number = REQUEST_TIMEOUT_MS + 5_000;

/** How often a WebSocket is pinged; one that did not answer since the last time is cut. */
export const PING_INTERVAL_MS = 30_000;

/** Headers and body of an HTTP request must have arrived by then. */
export const HTTP_REQUEST_TIMEOUT_MS = 15_000;

/** Failed logins are counted over so long. */
export const LOGIN_WINDOW_MS: number = 15 * 60_000;

/** Failed logins allowed to one address and account within the window. */
export const MAX_LOGINS_PER_ACCOUNT = 5;

/** Failed logins allowed to one address, whatever the account, within the window. */
export const MAX_LOGINS_PER_ADDRESS = 50;

/** How long `close()` waits for connections to end by themselves. */
export const CLOSE_TIMEOUT_MS = 2_000;

/** The demo's certificate is issued anew when it expires within so long. */
export const CERTIFICATE_RENEWAL_MS: number = 7 * 86_400_000;

/** A ManageSieve connection that nobody used for so long logs out; the next request opens another. */
export const CONNECTION_IDLE_MS: number = 5 * 60_000;

/** How often, at most, other processes are told that a session is in use. */
export const SESSION_TOUCH_MS = 60_000;

/** Largest session in a cookie: browsers keep 4096 bytes with name and attributes. */
export const MAX_COOKIE_BYTES = 3_800;

/** Shortest secret that cookies are sealed with. */
export const MIN_SECRET_BYTES = 32;

/** An answer of Redis that did not come by then has failed. */
export const REDIS_TIMEOUT_MS = 2_000;

/** Folders of an account that are shown. */
export const MAX_FOLDERS = 5_000;

/** Longest path of a folder, in UTF-16 units. */
export const MAX_FOLDER_LENGTH = 512;

/** A step of the IMAP server that takes longer has failed. */
export const IMAP_TIMEOUT_MS = 15_000;
