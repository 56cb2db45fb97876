/** Caps and delays of the page; milliseconds unless said otherwise. */

/** First wait before connecting again; doubled after each failure. */
export const RECONNECT_FIRST = 500;

/** Longest wait before connecting again. */
export const RECONNECT_LONGEST = 30_000;

/** How often the session's cookie is renewed while the page is used. */
export const RENEW_INTERVAL: number = 5 * 60_000;

/** Pause in typing after which the script is checked. */
export const CHECK_DELAY = 150;

/** Pause in typing after which the draft is stored. */
export const DRAFT_DELAY = 400;

/** Changes of one kind that are closer than this undo as one. */
export const MERGE_WINDOW = 900;

/** Steps that undo remembers. */
export const UNDO_STEPS = 1_000;

/** Largest product of changed lines that a comparison is computed for line by line. */
export const DIFF_CELLS = 4_000_000;

/** Pause in typing after which a message is tried again. */
export const TRIAL_DELAY = 250;

/** Longest that trying one message may take. */
export const TRIAL_TIMEOUT = 5_000;

/** Octets of a message that is tried. */
export const TRIAL_MESSAGE_SIZE = 33_554_432;

/** Steps of the way of a message that are shown. */
export const TRIAL_STEPS = 300;

/** Other outcomes that are shown. */
export const TRIAL_ALTERNATIVES = 3;

/** Included scripts that are fetched for one trial. */
export const TRIAL_INCLUDES = 20;

/** Earlier versions of a script that the browser keeps. */
export const VERSIONS_KEPT = 40;

/** Characters of all earlier versions of a script together; browsers keep some five million. */
export const VERSION_CHARACTERS = 600_000;

/** Problems listed in the panel; the rest are counted. */
export const PROBLEMS_SHOWN = 100;
