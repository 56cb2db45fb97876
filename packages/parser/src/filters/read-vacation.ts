import type { Argument, Command, Script, Test } from '../syntax/ast.ts';
import { createExpander } from './constant.ts';
import { readHead } from './head.ts';
import type { UnsupportedVacation, Vacation } from './model.ts';
import { commentIn, cutPieces, type Piece } from './piece.ts';
import { readText } from './quote.ts';

/** A reply and the piece of the script that it is. */
export interface LocatedVacation {
  readonly vacation: Vacation;
  readonly piece: Piece;
}

/**
 * The reply that a script sends: null where it has none; `unsupported` where the form would not
 * show all of it, or where there are several.
 */
export function readVacation(script: Script): Vacation | UnsupportedVacation | null {
  const located = locateVacation(script);
  return located === null || 'unsupported' in located ? located : located.vacation;
}

/** The reply with the piece of the script that it was read from. */
export function locateVacation(script: Script): LocatedVacation | UnsupportedVacation | null {
  const commands = findVacations(script);
  const [command, second] = commands;
  if (command === undefined) return null;
  const piece = cutPieces(script).find(({ from, to }) => from <= command.from && command.to <= to);
  const refusal = {
    unsupported: true,
    from: piece?.from ?? command.from,
    to: piece?.to ?? command.to,
  } as const;
  if (second !== undefined || piece === undefined) return refusal;
  const vacation = readPiece(script, piece, command);
  if (vacation === null) return refusal;
  const expands = createExpander(script);
  const { subject, message, addresses } = vacation;
  return [subject, message, ...addresses].some(expands) ? refusal : { vacation, piece };
}

/** All vacation commands, also those within blocks. */
function findVacations(script: Script): Command[] {
  const found: Command[] = [];
  const open = [...script.commands];
  for (let command = open.pop(); command !== undefined; command = open.pop()) {
    if (command.name.lower === 'vacation') found.push(command);
    for (const inner of command.block?.commands ?? []) open.push(inner);
  }
  return found.sort((a, b) => a.from - b.from);
}

function readPiece(script: Script, piece: Piece, vacation: Command): Vacation | null {
  const [first, ...others] = piece.commands;
  const reply = readReply(vacation);
  if (reply === null || others.length > 0) return null;
  if (first === vacation) {
    const clean = commentIn(script, first.from, first.to) === 'none';
    return clean ? { ...reply, enabled: true, zone: '+0000' } : null;
  }
  const { block } = first;
  if (first.name.lower !== 'if' || block === null || block.commands.length !== 1) return null;
  if (block.commands[0] !== vacation) return null;
  if (commentIn(script, block.from, block.to) !== 'none') return null;
  const head = readHead(script, first);
  const dates = head === null ? null : readDates(head.test);
  return head === null || dates === null ? null : { ...reply, ...dates, enabled: head.enabled };
}

type Reply = Pick<Vacation, 'subject' | 'message' | 'days' | 'addresses'>;

/** Days after which servers answer a sender again where the script does not say (RFC 5230). */
const defaultDays = 7;

function readReply(command: Command): Reply | null {
  if (command.tests.length > 0 || command.block !== null) return null;
  const args = [...command.arguments];
  const last = args.pop();
  if (last?.type !== 'string') return null;
  let subject = '';
  let days = defaultDays;
  let addresses: readonly string[] = [];
  const seen = new Set<string>();
  for (let i = 0; i < args.length; i += 2) {
    const [tag, value] = [args[i], args[i + 1]];
    if (tag?.type !== 'tag' || value === undefined || seen.has(tag.lower)) return null;
    seen.add(tag.lower);
    if (tag.lower === 'subject' && value.type === 'string') subject = value.value;
    else if (tag.lower === 'days' && value.type === 'number') days = Number(value.value);
    else if (tag.lower === 'addresses' && value.type === 'list') {
      addresses = value.items.map((item) => item.value);
    } else if (tag.lower === 'addresses' && value.type === 'string') addresses = [value.value];
    else return null;
  }
  if (!Number.isSafeInteger(days) || days < 1) return null;
  return { subject, days, addresses, message: readText(last.value, last.form) };
}

type Dates = Pick<Vacation, 'start' | 'end' | 'zone'>;

/** `true`, one comparison with the current date, or `allof` of two. */
function readDates(test: Test): Dates | null {
  const { lower } = test.name;
  if (lower === 'true') return isBare(test) ? { zone: '+0000' } : null;
  if (lower === 'currentdate') return merge([readDate(test)]);
  if (lower !== 'allof' || test.arguments.length > 0 || test.tests.length > 2) return null;
  return merge(test.tests.map(readDate));
}

function isBare(test: Test): boolean {
  return test.arguments.length === 0 && test.tests.length === 0;
}

function merge(dates: readonly (Dates | null)[]): Dates | null {
  const [first, second] = dates;
  if (first === undefined || first === null || second === null) return null;
  if (second === undefined) return first;
  if (second.zone !== first.zone || (first.start === undefined) === (second.start === undefined)) {
    return null;
  }
  return { ...first, ...second };
}

/** `currentdate :zone "+0100" :value "ge" "date" "2026-12-24"`; `le` for the last day. */
function readDate(test: Test): Dates | null {
  if (test.name.lower !== 'currentdate' || test.tests.length > 0) return null;
  const tags = new Map<string, string>();
  const rest = [...test.arguments];
  while (rest[0]?.type === 'tag') {
    const [tag, value] = rest.splice(0, 2);
    const text = stringOf(value);
    if (tag?.type !== 'tag' || text === null || tags.has(tag.lower)) return null;
    tags.set(tag.lower, text);
  }
  const [part, day] = rest.map(stringOf);
  const [zone, relation] = [tags.get('zone'), tags.get('value')];
  if (tags.size !== 2 || rest.length !== 2 || zone === undefined || part !== 'date') return null;
  if (!isZone(zone) || day === null || day === undefined || !isDay(day)) return null;
  if (relation === 'ge') return { start: day, zone };
  return relation === 'le' ? { end: day, zone } : null;
}

function stringOf(argument: Argument | undefined): string | null {
  if (argument?.type === 'string') return argument.value;
  const [only, ...others] = argument?.type === 'list' ? argument.items : [];
  return only === undefined || others.length > 0 ? null : only.value;
}

/** Whether a text is an offset from UTC as Sieve writes it (RFC 5260 section 4.1). */
export function isZone(text: string): boolean {
  return /^[+-](?:[01]\d|2[0-3])[0-5]\d$/.test(text);
}

/** Whether a text is a day that exists, as `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  const [, year, month, day] = (/^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? []).map(Number);
  if (year === undefined || month === undefined || day === undefined) return false;
  const date = new Date(Date.UTC(year, month - 1, day));
  date.setUTCFullYear(year);
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}
