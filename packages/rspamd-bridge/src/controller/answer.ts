/** What the controller said: its status and what it wrote. */
export interface ControllerAnswer {
  /** 200…599, or what stood in its place: rspamd 3.4 says 1 when Redis is down. */
  readonly status: number;
  /** Reason phrase and body in one, for reading and for people. */
  readonly text: string;
}

/**
 * What becomes of the message:
 * - `done`: off the spool. `learned`; `already` known as that class; `skipped`, because rspamd sees
 *   no use in it (too short, or sure already)
 * - `again`: later, for a reason that passes
 * - `hold`: nothing is sent until a person mends the password
 * - `dead`: it never will be taken
 */
export type Outcome =
  | {
      readonly kind: 'done';
      readonly result: 'learned' | 'already' | 'skipped';
      readonly answer: ControllerAnswer;
    }
  | {
      readonly kind: 'again' | 'hold';
      readonly reason: string;
      /** The controller's, where it answered. */
      readonly status?: number;
    }
  | { readonly kind: 'dead'; readonly answer: ControllerAnswer };
