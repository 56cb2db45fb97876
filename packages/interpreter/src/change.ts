import type { Action } from './run/action.ts';
import type { RunResult } from './run/result.ts';

/**
 * What would become otherwise of a message: “would move from INBOX to Lists”; null where the two
 * results come to the same. Both are results of the same message.
 */
export function describeChange(before: RunResult, after: RunResult): string | null {
  const [old, now] = [fateOf(before), fateOf(after)];
  const clauses = [
    ...errorClauses(before, after),
    ...storeClauses(old, now),
    ...deedClauses(old, now),
    ...flagClauses(old, now),
    ...contentClauses(before, after),
  ];
  return clauses.length === 0 ? null : `would ${clauses.join(' and ')}`;
}

/** What a user would notice of a result. */
interface Fate {
  /** Mailboxes in which the message is stored, with its flags there. */
  readonly stores: ReadonlyMap<string, string>;
  /** What else is done, as a verb can tell it. */
  readonly deeds: ReadonlySet<string>;
}

function fateOf({ actions, implicitKeep, flags }: RunResult): Fate {
  const stores = new Map<string, string>();
  const deeds = new Set<string>();
  for (const action of actions) {
    if ('mailbox' in action) stores.set(action.mailbox, formatFlags(action.flags));
    else for (const deed of deedsOf(action)) deeds.add(deed);
  }
  if (implicitKeep) stores.set('INBOX', formatFlags(flags));
  return { stores, deeds };
}

function formatFlags(flags: readonly string[]): string {
  const each = new Map(flags.map((flag) => [flag.toLowerCase(), flag]));
  return [...each]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, flag]) => flag)
    .join(' ');
}

function deedsOf(action: Action): readonly string[] {
  switch (action.type) {
    case 'redirect':
      return [`be redirected to ${action.address}`];
    case 'reject':
    case 'ereject':
      return [`be rejected with “${action.reason.trim()}”`];
    case 'vacation':
      return action.silence === null ? [`be answered with “${action.subject}”`] : [];
    case 'notify':
      return [`be announced to ${action.method}`];
    case 'report':
      return [`be reported as ${action.feedback} to ${action.address}`];
    case 'pipe':
      return [`be handed to the program ${action.program}`];
    case 'filter':
      return [`be filtered by the program ${action.program}`];
    case 'execute':
      return [`have the program ${action.program} run`];
    default:
      return [];
  }
}

function errorClauses(before: RunResult, after: RunResult): string[] {
  const [was, is] = [before.errors[0]?.message, after.errors[0]?.message];
  if (was === is) return [];
  return [is === undefined ? 'no longer make the script fail' : `make the script fail (${is})`];
}

function storeClauses(old: Fate, now: Fate): string[] {
  const gone = [...old.stores.keys()].filter((name) => !now.stores.has(name));
  const came = [...now.stores.keys()].filter((name) => !old.stores.has(name));
  const [from, to] = [gone.join(', '), came.join(', ')];
  if (gone.length > 0 && came.length > 0) return [`move from ${from} to ${to}`];
  if (came.length > 0) {
    return [
      old.stores.size > 0 ? `be filed into ${to} too` : `be filed into ${to} instead of nowhere`,
    ];
  }
  if (gone.length === 0) return [];
  return now.stores.size + now.deeds.size > 0
    ? [`no longer be filed into ${from}`]
    : ['be discarded'];
}

function deedClauses(old: Fate, now: Fate): string[] {
  const came = [...now.deeds].filter((deed) => !old.deeds.has(deed));
  const gone = [...old.deeds].filter((deed) => !now.deeds.has(deed));
  return [...came, ...gone.map((deed) => `no longer ${deed}`)];
}

function flagClauses(old: Fate, now: Fate): string[] {
  const everywhere = [...old.stores.values()];
  return [...now.stores].flatMap(([mailbox, flags]) => {
    // What moved had the flags of the place that it left.
    const was = old.stores.get(mailbox) ?? (everywhere.length === 1 ? everywhere[0] : '');
    if (was === flags || was?.toLowerCase() === flags.toLowerCase()) return [];
    return [flags === '' ? `lose its flags in ${mailbox}` : `get the flags ${flags} in ${mailbox}`];
  });
}

/** Editing the header, and what programs make of a message. */
function contentClauses(before: RunResult, after: RunResult): string[] {
  const same = before.message.octets === after.message.octets;
  return same ? [] : ['have other content'];
}
