/** Where in the script an action stands. */
export interface Origin {
  /** Line, from 1, of the command. */
  readonly line: number;
  /** Offsets of the command in the script, UTF-16 units, `to` exclusive. */
  readonly from: number;
  readonly to: number;
}

/** Stores the message; `mailbox` is "INBOX" for `keep`. */
export interface StoreAction extends Origin {
  readonly type: 'keep' | 'fileinto';
  readonly mailbox: string;
  /** IMAP flags that this copy gets. */
  readonly flags: readonly string[];
  /** Stored beside what happens anyway (RFC 3894). */
  readonly copy: boolean;
  /** The mailbox is made where it does not exist (RFC 5490). */
  readonly create: boolean;
}

/** Drops the implicit keep. */
export interface DiscardAction extends Origin {
  readonly type: 'discard';
}

/** Sends the message on. */
export interface RedirectAction extends Origin {
  readonly type: 'redirect';
  readonly address: string;
  readonly copy: boolean;
}

/** Refuses the message; the sender gets the reason. */
export interface RejectAction extends Origin {
  readonly type: 'reject' | 'ereject';
  readonly reason: string;
}

export type Action = StoreAction | DiscardAction | RedirectAction | RejectAction;
