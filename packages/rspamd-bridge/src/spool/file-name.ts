/**
 * A spool file is called `<16 digits>.<32 hex digits>`: its place in the order (microseconds since
 * 1970 when it came, or one more than the last), and what the message is known by. Once it is sent
 * for the first time, `.tried` is appended.
 */
const NAME = /^((\d{16})\.([0-9a-f]{32}))(\.tried)?$/;

/** The parts of a spool file's name. */
export interface SpoolFileName {
  readonly id: string;
  readonly sequence: number;
  readonly digest: string;
  readonly tried: boolean;
}

/** Takes a spool file's name apart; null for a file that is not ours. */
export function readFileName(name: string): SpoolFileName | null {
  const [, id, sequence, digest, tried] = NAME.exec(name) ?? [];
  return id === undefined || sequence === undefined || digest === undefined
    ? null
    : { id, sequence: Number(sequence), digest, tried: tried !== undefined };
}

/** What a message's file is called. */
export function fileNameOf(id: string, tried: boolean): string {
  return tried ? `${id}.tried` : id;
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
