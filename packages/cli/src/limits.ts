/** The largest file that is read whole, in bytes; a server's script is 1 MiB at most by default. */
export const maxFileBytes: number = 16 * 1024 * 1024;
/** Runs of bytes that are no UTF-8 of which `check` tells, a script. */
export const maxEncodingFindings = 20;

/** How long a script must rest before an editor is sent its diagnostics, in milliseconds. */
export const lspDebounce: number = 150;

/** Octets of a password or token, whatever it comes from. */
export const maxSecretBytes: number = 64 * 1024;
/** How long a password command may take, in milliseconds: a person may have to unlock something. */
export const secretCommandTime: number = 120_000;
/** How long two scripts are compared line by line, in milliseconds; then they just differ. */
export const maxDiffTime: number = 5000;
/** How long each single thing that `remote doctor` tries may take, in milliseconds. */
export const doctorTime: number = 5000;
/** How long a running bridge may take to say how it is, in milliseconds. */
export const bridgeStatusTime: number = 15_000;
/** How often a running bridge is asked anew by `status --watch`, in milliseconds. */
export const bridgeWatchTime: number = 1000;
/** How long a program of Dovecot's may take, in milliseconds. */
export const dovecotProgramTime: number = 30_000;
/** What such a program may print, in bytes. */
export const dovecotProgramBytes: number = 4 * 1024 * 1024;

/** Kinds of changes that `compare` tells apart in its sum; those beyond are counted together. */
export const maxChangeKinds = 1000;
/** Files that a configuration of Dovecot may include. */
export const maxConfigFiles = 200;
/** How deep they may include one another. */
export const maxConfigDepth = 10;
/** How long files must rest before `test --watch` runs the tests again, in milliseconds. */
export const testWatchRest = 100;
/** How long a mail of `bridge doctor --live` may be under way, beside the settle window, in milliseconds. */
export const liveProbeTime: number = 15_000;
/** How often it is looked for, in milliseconds. */
export const liveProbeTurn: number = 250;
/** Earlier versions of global scripts that are kept, beside the very first one. */
export const keptVersions = 20;
