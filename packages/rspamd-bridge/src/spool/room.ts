import { BridgeError } from '../error.ts';

/** How many bytes the spool may still take. */
export interface Room {
  /** @throws BridgeError `spool` when there is no room for them; nothing is taken then */
  take(bytes: number): void;
  /** Counts bytes that stand there already, whether there is room for them or not. */
  count(bytes: number): void;
  give(bytes: number): void;
  /** What stands in the other folders now, as they have just been counted. */
  setAside(bytes: number): void;
  /** Bytes taken. */
  used(): number;
}

/** Room for `most` bytes. */
export function createRoom(most: number): Room {
  let taken = 0;
  let aside = 0;
  return {
    take(bytes) {
      if (taken + aside + bytes > most) {
        throw new BridgeError(
          'spool',
          `the spool is full: what waits, and the dead letters, would be more than ${most} bytes; look why rspamd does not take them, or allow more`,
        );
      }
      taken += bytes;
    },
    count(bytes) {
      taken += bytes;
    },
    give(bytes) {
      taken -= bytes;
    },
    setAside(bytes) {
      aside = bytes;
    },
    used: () => taken + aside,
  };
}
