/**
 * A spool file is called `<16 digits>.<32 hex digits>`: its place in the order (microseconds since
 * 1970 when it came, or one more than the last), and the digest of the message.
 */
const NAME = /^(\d{16})\.([0-9a-f]{32})$/;

/** The parts of a spool file's name, or null for a file that is not ours. */
export function readFileName(name: string): { sequence: number; digest: string } | null {
  const [, sequence, digest] = NAME.exec(name) ?? [];
  return sequence === undefined || digest === undefined
    ? null
    : { sequence: Number(sequence), digest };
}

/** Gives names that sort after `last` and after one another, even when the clock is set back. */
export function createNamer(
  last: number,
  now: () => number = Date.now,
): (digest: string) => string {
  let sequence = last;
  return (digest) => {
    sequence = Math.max(sequence + 1, now() * 1000);
    return `${String(sequence).padStart(16, '0')}.${digest}`;
  };
}
