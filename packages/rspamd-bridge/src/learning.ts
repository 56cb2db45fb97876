/** What the message is, says the person who moved it. */
export type Verdict = 'spam' | 'ham';

/**
 * What the person did: Dovecot's `imap.cause`, in lower case. COPY and MOVE are both `copy`. `undo`
 * and `relearn` are what an admin has asked for; no quota counts them.
 */
export type Cause = 'copy' | 'append' | 'flag' | 'undo' | 'relearn';

/** One message to learn, as the imapsieve script hands it over. */
export interface Learning {
  /** The mail account, as Dovecot names it. Becomes `Deliver-To` at the controller. */
  readonly user: string;
  readonly verdict: Verdict;
  readonly cause: Cause;
  /** The mailbox that the message came from. */
  readonly from: string;
  /** The mailbox that it is in now. */
  readonly to: string;
}

/** Whether an admin has asked for it, rather than the user. */
export function isAdmin(cause: string | null): boolean {
  return cause === 'undo' || cause === 'relearn';
}
