import { limits } from '../limits.ts';
import type { Message } from '../message/message.ts';
import type { Action, NotifyAction } from './action.ts';
import { RunError } from './run-error.ts';
import { defaultSettings, type ServerSettings } from './setting.ts';
import type { TraceStep } from './trace.ts';

/** What a script does to a message. */
export interface RunResult {
  /** In order, each once: what is the same twice is done once. */
  readonly actions: readonly Action[];
  /** The message goes to the inbox, since no action cancelled that (RFC 5228 section 2.10.2). */
  readonly implicitKeep: boolean;
  /** IMAP flags that the implicit keep gives. */
  readonly flags: readonly string[];
  /** Mistakes that ended the run; the message is kept then, and no action is done. */
  readonly errors: readonly { readonly message: string; readonly line: number | null }[];
  /** The message as it is stored and sent: with an edited header where the script edits it. */
  readonly message: Message;
  /** Empty unless asked for. */
  readonly trace: readonly TraceStep[];
}

/** Collects the actions of a run. */
export class Actions {
  readonly list: Action[] = [];
  settings: ServerSettings = defaultSettings;
  /** False once an action took its place. */
  implicitKeep = true;

  /**
   * Adds an action, or joins it with one that does the same; then the first of them decides whether
   * the message is kept besides, as on the server.
   *
   * @throws {RunError} beyond the limits of a server
   */
  add(action: Action, cancelsKeep: boolean): void {
    const clash = this.list.find((other) => isConflict(other, action));
    if (clash !== undefined) {
      throw new RunError(
        `The action ${action.type} cannot go together with ${clash.type} of line ${clash.line}.`,
        action.line,
      );
    }
    if (action.type === 'vacation' && this.list.some(({ type }) => type === 'vacation')) {
      throw new RunError('The script replies twice: vacation may be used once only.', action.line);
    }
    if (isReject(action) && this.list.some(isReject)) {
      throw new RunError('The script refuses the message twice: once is enough.', action.line);
    }
    const same = this.list.findIndex((other) => isSame(other, action));
    if (same !== -1) {
      this.list[same] = join(this.list[same] ?? action, action);
      return;
    }
    this.#checkNumber(action);
    this.list.push(action);
    if (cancelsKeep) this.implicitKeep = false;
  }

  /** Takes actions back. */
  remove(isGone: (action: Action) => boolean): void {
    const left = this.list.filter((action) => !isGone(action));
    this.list.splice(0, this.list.length, ...left);
  }

  #checkNumber({ type }: Action): void {
    const { maxActions, maxRedirects } = this.settings;
    const most = Math.min(maxActions || limits.actionsAtMost, limits.actionsAtMost);
    if (this.list.length >= most) {
      throw new RunError(`The script does more than ${most} actions.`);
    }
    const redirects = this.list.filter((other) => other.type === 'redirect').length;
    if (type === 'redirect' && redirects >= maxRedirects) {
      throw new RunError(`The script redirects to more than ${maxRedirects} addresses.`);
    }
  }
}

/** What was refused cannot be delivered too (RFC 5429 section 2.3). */
function isConflict(a: Action, b: Action): boolean {
  if (a.type === 'pipe' && b.type === 'pipe' && a.program === b.program) return true;
  const refused = isReject(a) || isReject(b);
  return refused && a.type !== b.type && !isHarmless(a) && !isHarmless(b);
}

/** What goes together with a refusal. */
function isHarmless({ type }: Action): boolean {
  return ['discard', 'filter', 'execute', 'report'].includes(type);
}

function isReject({ type }: Action): boolean {
  return type === 'reject' || type === 'ereject';
}

function isSame(a: Action, b: Action): boolean {
  if ('mailbox' in a) return 'mailbox' in b && a.mailbox === b.mailbox;
  if (a.type === 'redirect') return b.type === 'redirect' && a.address === b.address;
  if (a.type === 'report') return b.type === 'report' && a.address === b.address;
  if (a.type === 'filter' || a.type === 'execute') return false;
  if (a.type === 'notify') return b.type === 'notify' && isSameMethod(a, b);
  return a.type === b.type;
}

/** Nobody is told twice, whatever the rest of the URI says. */
function isSameMethod(a: NotifyAction, b: NotifyAction): boolean {
  const [one, other] = [a, b].map(({ method }) => method.split('?')[0]?.toLowerCase());
  return one === other;
}

/** Stored once, with the flags of the later one. */
function join(first: Action, second: Action): Action {
  if (!('mailbox' in first && 'mailbox' in second)) return first;
  return { ...first, flags: second.flags };
}
