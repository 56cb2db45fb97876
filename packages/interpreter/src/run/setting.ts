import { limits } from '../limits.ts';

const day = 24 * 60 * 60;

/** How a server reads the verdict of a scanner from a header field (RFC 5235 in Pigeonhole). */
export interface ScannerSettings {
  /** Field with the verdict, and behind a colon a regular expression whose group 1 is it. */
  readonly statusHeader: string;
  /** A number, a text as long as the number, or one of `textValues`; `score` unless told. */
  readonly statusType?: 'score' | 'strlen' | 'text';
  /** The verdict of the worst mail, for `score` and `strlen`. */
  readonly maxValue?: number;
  /** Where a field holds that number: as `statusHeader`. */
  readonly maxHeader?: string;
  /** The verdict for each result of the test, by that number. */
  readonly textValues?: ReadonlyMap<number, string>;
}

/** Settings of the server that show in what a script does; each is Pigeonhole's unless told. */
export interface ServerSettings {
  /** What may stand between user and detail: any of these characters (RFC 5233 section 4). */
  readonly recipientDelimiter: string;
  /** Actions of one run; 0 for no limit but our own. */
  readonly maxActions: number;
  /** Redirects of one run; 0 forbids them. */
  readonly maxRedirects: number;
  /** Seconds; 0 replies each time (RFC 6131). */
  readonly vacationMinSeconds: number;
  /** Seconds; 0 for no limit. */
  readonly vacationMaxSeconds: number;
  /** Seconds. */
  readonly vacationDefaultSeconds: number;
  /** The recipient before the server rewrote it counts as an address of the user. */
  readonly vacationUseOriginalRecipient: boolean;
  /** Replies even where no address of the user is among the recipients. */
  readonly vacationDontCheckRecipient: boolean;
  /** The reply's envelope has the user as its sender, not nobody. */
  readonly vacationSendFromRecipient: boolean;
  /** The reply is addressed as the header says, even where the envelope has another sender. */
  readonly vacationIgnoreEnvelope: boolean;
  /** Subject of a reply where neither the script nor the message has one. */
  readonly vacationDefaultSubject: string;
  /** Subject of a reply where the script gives none; `%$` stands for that of the message. */
  readonly vacationSubjectTemplate: string;
  /** Seconds. */
  readonly duplicateDefaultSeconds: number;
  /** Seconds; 0 for no limit. */
  readonly duplicateMaxSeconds: number;
  /** Fields, lower case, that scripts may not add. */
  readonly forbiddenToAdd: ReadonlySet<string>;
  /** Fields, lower case, that scripts may not delete, beside Received and Auto-Submitted. */
  readonly forbiddenToDelete: ReadonlySet<string>;
  /** Octets of the value of a field that a script adds. */
  readonly editedFieldSize: number;
  /** Octets of a variable. */
  readonly variableSize: number;
  /** Variables of a script. */
  readonly variables: number;
  /** Sender of a notification's envelope, as Pigeonhole writes it; null for the script's own. */
  readonly notifyEnvelopeFrom: string | null;
  /** Sender of a redirected mail's envelope, as Pigeonhole writes it. */
  readonly redirectEnvelopeFrom: string;
  /** Seconds in which the same message is not redirected to the same address again; 0 for always. */
  readonly redirectDuplicateSeconds: number;
  /** Author of a report, as Pigeonhole writes it. */
  readonly reportFrom: string;
  /** Scripts that one script includes, each once; 0 forbids them. */
  readonly includes: number;
  /** Scripts that include each other. */
  readonly includeDepth: number;
  /** Address of the user; null where the server has none. */
  readonly userAddress: string | null;
  /** Address of the administrator. */
  readonly postmasterAddress: string;
  /** How spam is told; null leaves it to `RunOptions.spamScore`. */
  readonly spamtest: ScannerSettings | null;
  /** How viruses are told; null leaves it to `RunOptions.virusScore`. */
  readonly virustest: ScannerSettings | null;
}

/** The settings of a server where nobody set any. */
export const defaultSettings: ServerSettings = {
  recipientDelimiter: '+',
  maxActions: limits.actions,
  maxRedirects: limits.redirects,
  vacationMinSeconds: day,
  vacationMaxSeconds: 0,
  vacationDefaultSeconds: 7 * day,
  vacationUseOriginalRecipient: false,
  vacationDontCheckRecipient: false,
  vacationSendFromRecipient: false,
  vacationIgnoreEnvelope: false,
  vacationDefaultSubject: 'Automated reply',
  vacationSubjectTemplate: 'Auto: %$',
  duplicateDefaultSeconds: day / 2,
  duplicateMaxSeconds: 2 * day,
  forbiddenToAdd: new Set(),
  forbiddenToDelete: new Set(),
  editedFieldSize: 2048,
  variableSize: limits.variableSize,
  variables: limits.variables,
  notifyEnvelopeFrom: null,
  redirectEnvelopeFrom: 'sender',
  redirectDuplicateSeconds: day / 2,
  reportFrom: 'postmaster',
  includes: limits.includes,
  includeDepth: limits.includeDepth,
  userAddress: null,
  postmasterAddress: 'postmaster@example.com',
  spamtest: null,
  virustest: null,
};
