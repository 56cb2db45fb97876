import type { Script } from '../../syntax/ast.ts';
import { parse } from '../../syntax/parse.ts';
import { applyEdits, type TextEdit } from '../../text/edit.ts';
import { dominantLineEnd } from '../../text/line-end.ts';
import type { Range } from '../../text/range.ts';
import { FilterError } from '../error.ts';
import type { FilterForm } from '../form/model.ts';
import { readForm } from '../form/read-form.ts';
import { writeForm } from '../form/write-form.ts';
import type { Piece } from '../piece.ts';
import { renameEdits } from '../rename.ts';
import { completeRequire } from '../require.ts';
import { removal } from '../write.ts';
import { commentedDialect, readRule } from './commented.ts';
import { editCode, styleOf } from './commented-form.ts';
import type { Dialect, NewFilter } from './dialect.ts';
import { asciiJson, escapeJson, itemRanges } from './json-range.ts';
import {
  dataOfForm,
  type NextcloudFilter,
  nextcloudCapabilities,
  readNextcloudFilter,
  writeNextcloudCode,
} from './nextcloud-code.ts';
import { moveByPriority, priorityOf } from './nextcloud-move.ts';
import { cutNextcloud, listLine, marker } from './nextcloud-piece.ts';
import type { NextcloudRule } from './nextcloud-rule.ts';

interface List {
  /** The comment `# FILTER: […]`. */
  readonly comment: Range;
  /** Where its JSON starts. */
  readonly json: number;
  readonly items: readonly Range[];
  /** Start of the line of the marker that closes the pair. */
  readonly end: number;
}

const markerLines = new RegExp(marker, 'gm');
const nameKey = /(?<!\\)"name"\s*:\s*("(?:[^"\\]|\\.)*")/d;

/** Nextcloud Mail: a list of all rules as JSON in a comment, then the code of those that are on. */
export const nextcloud: Dialect<NextcloudRule> = {
  name: 'nextcloud',
  read: readRules,
  switch: switchRule,
  rename: renameRule,
  edit: (script, rule, form) => withoutMarker(script, editRule(script, rule, form)),
  add: (script, entry) => withoutMarker(script, addRule(script, entry)),
  isByHand: (script, rule) => isByHand(script, rule),
  settle: settleRule,
  remove: removeRule,
  move: moveByPriority,
};

function readRules(script: Script): NextcloudRule[] {
  const list = findList(script);
  const pieces = cutNextcloud(script);
  if (list === null) return pieces.map((piece) => outside(script, piece));
  const own = pieces.filter(({ from }) => from > list.comment.from && from < list.end);
  const others = pieces
    .filter((piece) => !own.includes(piece))
    .map((piece) => outside(script, piece));
  const rules = list.items.map((range) => readItem(script, range, own));
  // Code that no item stands for was written by hand.
  const strays = own.map((piece) => ({ ...outside(script, piece), stray: true }));
  const before = others.filter(({ from }) => from < list.comment.from);
  const after = others.filter(({ from }) => from > list.comment.from);
  return [...before, ...rules, ...strays, ...after];
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

/** Rules outside of the list are as in a script without a dialect; the reply is Nextcloud's. */
const plain = commentedDialect('nextcloud');

function outside(script: Script, piece: Piece): NextcloudRule {
  const own = readRule(script, piece);
  const { name, enabled, from, to, commands } = own;
  const rule = { name, enabled, from, to, commands, item: null, piece };
  if (!piece.name.startsWith('DATA:')) return { ...rule, own };
  return { ...rule, name: '', from: piece.commands[0].from };
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

/** Nextcloud writes its reply anew from the data above it, which code alone would not change. */
function refuseReply({ item, own }: NextcloudRule): void {
  if (item !== null || own !== undefined) return;
  const message =
    'Nextcloud keeps its reply as data too, and believes the data. Change the reply there, or remove it here and write another.';
  throw new FilterError('needs-code', message);
}

function switchRule(script: Script, rule: NextcloudRule, enabled: boolean): TextEdit[] {
  const { item, piece, own } = rule;
  refuseReply(rule);
  if (own !== undefined) return plain.switch(script, own, enabled);
  const filter = item?.filter ?? null;
  if (item === null || filter === null) {
    const message =
      'The list entry of this rule cannot be read, so that it cannot be switched here. Do it in Nextcloud.';
    throw new FilterError('needs-code', message);
  }
  if (!enabled && isByHand(script, rule)) throw changedByHand();
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

function renameRule(script: Script, rule: NextcloudRule, name: string): TextEdit[] {
  const { item, piece } = rule;
  refuseReply(rule);
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

function codeForm(script: Script, filter: NextcloudFilter): FilterForm | null {
  const code = writeNextcloudCode(filter, '\n');
  return code === null ? null : readForm(parse(code).script.commands, { script, text: code });
}

/** Whether the code says something else than the list, which Nextcloud would write over it. */
function isByHand(script: Script, { item, piece, stray }: NextcloudRule): boolean {
  if (stray) return true;
  const filter = item?.filter ?? null;
  if (filter === null || piece === null) return filter?.enable === true;
  const wanted = codeForm(script, filter);
  if (wanted === null) return false;
  const form = readForm(piece.commands, { script, text: script.text });
  const style = styleOf(script, 'nextcloud');
  return form === null || writeForm(form, style) !== writeForm(wanted, style);
}

/** Both the list and the code say the same then. */
function editRule(script: Script, rule: NextcloudRule, form: FilterForm): TextEdit[] {
  const { item, piece } = rule;
  if (item === null) return plainEdit(script, rule, form);
  if (isByHand(script, rule) || item.filter === null) {
    throw changedByHand();
  }
  const next = dataOfForm(form);
  if (next === null) throw noWords();
  const source = script.text.slice(item.range.from, item.range.to);
  const data = { ...(JSON.parse(source) as object), ...next };
  const inList = { ...item.range, insert: asciiJson(JSON.stringify(data)) };
  if (piece === null) return [inList];
  const code = writeNextcloudCode({ ...item.filter, ...next }, dominantLineEnd(script.text));
  if (code === null) throw noWords();
  return [inList, { from: piece.from, to: piece.to, insert: code }];
}

/** Nextcloud takes each line that is a marker for one, also those within a text. */
function withoutMarker({ text }: Script, edits: TextEdit[]): TextEdit[] {
  const count = (from: string): number => from.match(markerLines)?.length ?? 0;
  if (count(applyEdits(text, edits)) <= count(text)) return edits;
  const message =
    'A text of this rule has a line that is a marker of Nextcloud, which would cut the script there. Change that line.';
  throw new FilterError('bad-value', message);
}

function plainEdit(script: Script, rule: NextcloudRule, form: FilterForm): TextEdit[] {
  const { commands, own } = rule;
  refuseReply(rule);
  const inComment = own?.off === 'test-in-comment';
  return editCode(script, { commands, inComment }, form, 'nextcloud');
}

function changedByHand(): FilterError {
  const message =
    'The code of this rule was changed by hand, so that it differs from Nextcloud’s list. Detach it or restore it first.';
  return new FilterError('by-hand', message);
}

function noWords(): FilterError {
  const message =
    'Nextcloud’s list of rules has no words for that, and Nextcloud believes the list. Choose simpler conditions, or write the rule in another script.';
  return new FilterError('needs-code', message);
}

function addRule(script: Script, { name, form, enabled = true }: NewFilter): TextEdit[] {
  const list = findList(script);
  const next = dataOfForm(form);
  if (list === null || !isArray(script.text.slice(list.json, list.comment.to))) {
    const message =
      'This script has no list of Nextcloud’s that can be read, so that no rule can be added to it. Add one in Nextcloud first.';
    throw new FilterError('needs-code', message);
  }
  if (next === null) throw noWords();
  const priorities = list.items.map(({ from, to }) => priorityOf(script.text.slice(from, to)));
  const priority = Math.max(0, ...priorities) + 10;
  const data = { name, enable: enabled, ...next, priority };
  const json = asciiJson(JSON.stringify(data));
  const last = list.items.at(-1);
  const open = script.text.indexOf('[', list.json) + 1;
  const inList =
    last === undefined
      ? { from: open, to: open, insert: json }
      : { from: last.to, to: last.to, insert: `,${json}` };
  if (!enabled) return [inList];
  const eol = dominantLineEnd(script.text);
  const code = writeNextcloudCode(data, eol);
  if (code === null) throw noWords();
  return [inList, { from: list.end, to: list.end, insert: code + eol }];
}

function isArray(json: string): boolean {
  try {
    return Array.isArray(JSON.parse(json));
  } catch {
    return false;
  }
}

/** What the list says, in place of the code; or the code outside of the list. */
function settleRule(script: Script, rule: NextcloudRule, how: 'restore' | 'detach'): TextEdit[] {
  const { item, piece, stray } = rule;
  const list = findList(script);
  const filter = item?.filter ?? null;
  const eol = dominantLineEnd(script.text);
  const code = filter === null ? null : writeNextcloudCode(filter, eol);
  const readable = list !== null && isArray(script.text.slice(list.json, list.comment.to));
  // Nothing is taken out because of a list that cannot be read.
  const unlisted = stray === true && (how === 'detach' || readable);
  if (list === null || (code === null && !unlisted)) {
    const message = 'Nextcloud’s list does not say what this rule does. Change it as code.';
    throw new FilterError('needs-code', message);
  }
  // The list has no such rule, or has one without code that is on.
  if (piece === null) {
    if (how === 'detach') return removeRule(script, rule);
    const at = placeOf(script, rule);
    return filter?.enable ? [{ from: at, to: at, insert: `${eol}${code}` }] : [];
  }
  if (how === 'restore') {
    if (code === null) return removeRule(script, rule);
    return [{ from: piece.from, to: piece.to, insert: code }];
  }
  const line = script.text.indexOf('\n', list.end);
  const at = line < 0 ? script.to : line + 1;
  const gap = line < 0 ? eol : '';
  const kept = `${gap}${script.text.slice(piece.from, piece.to)}${eol}`;
  return [...removeRule(script, rule), { from: at, to: at, insert: kept }];
}
