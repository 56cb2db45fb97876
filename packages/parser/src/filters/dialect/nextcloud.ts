import type { Script } from '../../syntax/ast.ts';
import { parse } from '../../syntax/parse.ts';
import type { TextEdit } from '../../text/edit.ts';
import { dominantLineEnd } from '../../text/line-end.ts';
import type { Range } from '../../text/range.ts';
import { FilterError } from '../error.ts';
import { cutPieces, type Piece } from '../piece.ts';
import { renameEdits } from '../rename.ts';
import { completeRequire } from '../require.ts';
import { removal } from '../write.ts';
import type { Dialect, DialectRule } from './dialect.ts';
import { escapeJson, itemRanges } from './json-range.ts';
import { moveRule } from './move.ts';
import {
  type NextcloudFilter,
  nextcloudCapabilities,
  readNextcloudFilter,
  writeNextcloudCode,
} from './nextcloud-code.ts';
import { titleReader } from './title.ts';

interface NextcloudRule extends DialectRule {
  /** Null for what stands outside of the list, such as the reply and code of the user's own. */
  readonly item: { readonly range: Range; readonly filter: NextcloudFilter | null } | null;
  /** Null where the rule is switched off: such a rule has no code. */
  readonly piece: Piece | null;
}

interface List {
  /** The comment `# FILTER: […]`. */
  readonly comment: Range;
  /** Where its JSON starts. */
  readonly json: number;
  readonly items: readonly Range[];
  /** Start of the line of the marker that closes the pair. */
  readonly end: number;
}

const marker = /^### Nextcloud Mail: (Filters|Vacation Responder) ### DON'T EDIT ###/;
const nameKey = /(?<!\\)"name"\s*:\s*("(?:[^"\\]|\\.)*")/d;
const listLine = /^# FILTER: ?/;

/** Nextcloud Mail: a list of all rules as JSON in a comment, then the code of those that are on. */
export const nextcloud: Dialect<NextcloudRule> = {
  name: 'nextcloud',
  read: readRules,
  switch: switchRule,
  rename: renameRule,
  edit: notYet,
  add: notYet,
  remove: removeRule,
  move: (script, rules, rule, index) => {
    if (rules.every(({ item }) => item === null)) return moveRule(script, rules, rule, index);
    throw new FilterError(
      'needs-code',
      'Nextcloud keeps the order of its rules in their priorities. Move the rule there.',
    );
  },
};

function readRules(script: Script): NextcloudRule[] {
  const list = findList(script);
  const pieces = cutPieces(script, titleReader('ingo'));
  if (list === null) return pieces.map((piece) => outside(piece));
  const own = pieces.filter(({ from }) => from > list.comment.from && from < list.end);
  const others = pieces.filter((piece) => !own.includes(piece)).map((piece) => outside(piece));
  const rules = list.items.map((range) => readItem(script, range, own));
  // Code that no item stands for was written by hand.
  const strays = own.map((piece) => outside(piece));
  return [...rules, ...others, ...strays].sort((a, b) => a.from - b.from);
}

/** Takes the code of an item out of `pieces`, where the next one bears its name. */
function readItem(script: Script, range: Range, pieces: Piece[]): NextcloudRule {
  const filter = readNextcloudFilter(script.text.slice(range.from, range.to));
  const name = filter?.name ?? '';
  const item = { range, filter };
  const at = pieces.findIndex((piece) => piece.name === name.trim());
  const [piece] = filter?.enable === true && at >= 0 ? pieces.splice(at, 1) : [];
  if (piece !== undefined) {
    return {
      name,
      enabled: true,
      from: piece.from,
      to: piece.to,
      commands: piece.commands,
      item,
      piece,
    };
  }
  const code = filter === null ? null : writeNextcloudCode(filter, '\n');
  const text = code ?? '';
  const { commands } = parse(text).script;
  return { name, enabled: filter?.enable === true, ...range, commands, text, item, piece: null };
}

function outside(piece: Piece): NextcloudRule {
  const { commands, nameRange, to } = piece;
  const marked = nameRange === null || /^(?:##|DATA:|FILTER:)/.test(piece.name);
  const from = marked ? commands[0].from : piece.from;
  const name = marked ? '' : piece.name;
  return { name, enabled: true, from, to, commands, item: null, piece };
}

/** @throws FilterError where a marker has no partner: the next save there would lose code. */
function findList({ tokens, text }: Script): List | null {
  let open: { name: string; at: number } | null = null;
  let list: Omit<List, 'end'> | null = null;
  let found: List | null = null;
  for (let i = 0; i < tokens.length; i++) {
    if (tokens.kind(i) !== 'hash-comment') continue;
    const [from, to] = [tokens.start(i), tokens.start(i + 1)];
    const comment = text.slice(from, to);
    const name = marker.exec(comment)?.[1];
    if (name === undefined) {
      const start = listLine.exec(comment)?.[0].length;
      if (start === undefined || open === null) continue;
      const json = from + start;
      const items = itemRanges(comment.slice(start)).map((range) => shift(range, json));
      list = { comment: { from, to }, json, items };
    } else if (open === null) open = { name, at: from };
    else {
      if (open.name !== name) break;
      if (list !== null) found = { ...list, end: from };
      [open, list] = [null, null];
    }
  }
  if (open === null) return found;
  const line = text.slice(0, open.at).split('\n').length;
  throw new FilterError(
    'broken-markers',
    `The marker in line ${line} has no partner, so that Nextcloud’s next save would lose what follows. Mend the text first.`,
  );
}

function shift({ from, to }: Range, by: number): Range {
  return { from: from + by, to: to + by };
}

function switchRule(script: Script, rule: NextcloudRule, enabled: boolean): TextEdit[] {
  const { item, piece } = rule;
  const filter = item?.filter ?? null;
  if (item === null || filter === null) {
    const message = 'Nextcloud has no list entry for this part of the script. Change it as code.';
    throw new FilterError('needs-code', message);
  }
  const source = script.text.slice(item.range.from, item.range.to);
  const [from, to] = /(?<!\\)"enable"\s*:\s*(true|false)/d.exec(source)?.indices?.[1] ?? [0, 0];
  const { range } = item;
  const inList = { from: range.from + from, to: range.from + to, insert: String(enabled) };
  if (!enabled) {
    return piece === null ? [inList] : [inList, removal(script, piece.from, piece.to)];
  }
  const eol = dominantLineEnd(script.text);
  const code = writeNextcloudCode(filter, eol);
  if (code === null) {
    const message = 'This rule holds what only Nextcloud can write as code. Switch it on there.';
    throw new FilterError('needs-code', message);
  }
  const at = placeOf(script, rule);
  return [
    ...completeRequire(script, nextcloudCapabilities(filter)),
    inList,
    { from: at, to: at, insert: `${eol}${code}` },
  ];
}

/** The end of the code of the rule before it that is on, else of the line of the list. */
function placeOf(script: Script, rule: NextcloudRule): number {
  const list = findList(script);
  const before = readRules(script).filter(
    ({ item, piece }) =>
      item !== null && piece !== null && item.range.from < (rule.item?.range.from ?? 0),
  );
  return before.at(-1)?.to ?? list?.comment.to ?? script.to;
}

function renameRule(script: Script, { item, piece }: NextcloudRule, name: string): TextEdit[] {
  const code = piece === null ? [] : renameEdits(script, piece, `# ${name}`, name);
  if (item === null) return code;
  const source = script.text.slice(item.range.from, item.range.to);
  const [from, to] = nameKey.exec(source)?.indices?.[1] ?? [];
  if (from === undefined || to === undefined) {
    const message = 'The list entry of this rule cannot be read. Rename it in Nextcloud.';
    throw new FilterError('needs-code', message);
  }
  const start = item.range.from;
  return [{ from: start + from, to: start + to, insert: escapeJson(name) }, ...code];
}

function removeRule(script: Script, { item, piece }: NextcloudRule): TextEdit[] {
  const code = piece === null ? [] : [removal(script, piece.from, piece.to)];
  if (item === null) return code;
  // The comma goes with it: the one after, else the one before.
  const { from, to } = item.range;
  const after = /^\s*,\s*/.exec(script.text.slice(to, to + 100))?.[0].length ?? 0;
  const before = after > 0 ? 0 : (/,\s*$/.exec(script.text.slice(0, from))?.[0].length ?? 0);
  return [{ from: from - before, to: to + after, insert: '' }, ...code];
}

function notYet(): never {
  throw new FilterError('needs-code', 'The rules of this program are changed as code.');
}
