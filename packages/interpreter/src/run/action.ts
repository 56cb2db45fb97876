/** Where in the script an action stands. */
export interface Origin {
  /** Line, from 1, of the command. */
  readonly line: number;
  /** Offsets of the command in the script, UTF-16 units, `to` exclusive. */
  readonly from: number;
  readonly to: number;
  /** Name of the included script in which that is; absent for the script itself. */
  readonly script?: string;
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

/** Replies to the sender, unless something speaks against it (RFC 5230). */
export interface VacationAction extends Origin {
  readonly type: 'vacation';
  readonly reason: string;
  readonly subject: string;
  /** Further addresses of the user. */
  readonly addresses: readonly string[];
  /** How long the sender gets no other such reply. */
  readonly seconds: number;
  readonly mime: boolean;
  /** Why no reply is sent, as a sentence; null where one is. */
  readonly silence: string | null;
  /** The reply as a message; null where none is sent. */
  readonly reply: string | null;
  /** Where a copy of the reply is filed; null where none is. */
  readonly fcc: Fcc | null;
}

/** Tells somebody by another way (RFC 5435). */
export interface NotifyAction extends Origin {
  readonly type: 'notify';
  /** A URI, such as `mailto:bob@example.org`. */
  readonly method: string;
  /** Null for the method's own text. */
  readonly message: string | null;
  /** "1" the highest, "3" the lowest. */
  readonly importance: string;
  readonly sender: string | null;
  readonly options: readonly string[];
  /** Name by which `denotify` takes it back, in the early form of the extension; else absent. */
  readonly id?: string | null;
  /** Where a copy of the notification is filed; null where none is. */
  readonly fcc: Fcc | null;
}

/** A copy of what is sent (RFC 8580). */
export interface Fcc {
  readonly mailbox: string;
  readonly flags: readonly string[];
  readonly create: boolean;
}

/** Hands the message to a program of the server (vnd.dovecot.pipe). */
export interface PipeAction extends Origin {
  readonly type: 'pipe';
  readonly program: string;
  readonly arguments: readonly string[];
  readonly copy: boolean;
  /** A program that fails does not fail the script. */
  readonly try: boolean;
}

/** Ran a program of the server while the script ran (vnd.dovecot.filter, vnd.dovecot.execute). */
export interface ProgramAction extends Origin {
  readonly type: 'filter' | 'execute';
  readonly program: string;
  readonly arguments: readonly string[];
  /** Whether it ended well. */
  readonly ok: boolean;
}

/** Sends the message as an abuse report (vnd.dovecot.report, RFC 5965). */
export interface ReportAction extends Origin {
  readonly type: 'report';
  /** Such as "abuse" or "not-spam". */
  readonly feedback: string;
  readonly message: string;
  readonly address: string;
  readonly headersOnly: boolean;
}

export type Action =
  | StoreAction
  | DiscardAction
  | RedirectAction
  | RejectAction
  | VacationAction
  | NotifyAction
  | PipeAction
  | ProgramAction
  | ReportAction;
