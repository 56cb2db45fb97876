import type { Command, Script } from '../../syntax/ast.ts';
import { parse } from '../../syntax/parse.ts';
import type { TextEdit } from '../../text/edit.ts';
import { dominantLineEnd } from '../../text/line-end.ts';
import type { Range } from '../../text/range.ts';
import { FilterError } from '../error.ts';
import type { FilterForm } from '../form/model.ts';
import { readForm } from '../form/read-form.ts';
import { writeForm } from '../form/write-form.ts';
import { checkFilterName } from '../name.ts';
import { cutPieces } from '../piece.ts';
import { removal } from '../write.ts';
import { decodeBase64, encodeBase64 } from './base64.ts';
import { type CommentedRule, commentedDialect, readRule } from './commented.ts';
import { styleOf } from './commented-form.ts';
import type { Dialect, DialectRule, NewFilter } from './dialect.ts';
import { asciiJson, escapeJson } from './json-range.ts';
import { moveRule } from './move.ts';
import { dataOfForm, formsOfData, type RainLoopData } from './rainloop-form.ts';
import { writeTitle } from './title.ts';

interface RainLoopRule extends DialectRule {
  /** Where the Base64 of the rule's JSON stands. */
  readonly header: Range;
  readonly json: string;
  /** The code, its comment included where the rule is switched off. */
  readonly code: Range;
}

const begin = /^\/\*\s*BEGIN:FILTER:\S+\s+BEGIN:HEADER\s+([\s\S]*?)\s+END:HEADER\s*\*\/$/d;
const end = /^\/\*\s*END:FILTER\s*\*\/$/;
const hidden = /^\/\*[ \t]*@Filter is disabled[ \t]*\r?\n?([\s\S]*?)\s*\*\/$/d;
const enabledKey = /(?<!\\)"Enabled"\s*:\s*(true|false|0|1|"[01]?")/d;
const nameKey = /(?<!\\)"Name"\s*:\s*("(?:[^"\\]|\\.)*")/d;
/** Columns after which RainLoop breaks the Base64. */
const columns = 74;

/** Code outside of the markers, such as a filter that was detached. */
const outside = commentedDialect('rainloop');

/** RainLoop and SnappyMail: a JSON in a comment says what the code after it does. */
export const rainloop: Dialect<RainLoopRule | CommentedRule> = {
  name: 'rainloop',
  read: (script) => {
    const marked = readRules(script);
    return [...marked, ...readOutside(script, marked)].sort((a, b) => a.from - b.from);
  },
  switch: (script, rule, enabled) =>
    isOutside(rule)
      ? outside.switch(script, rule, enabled)
      : [
          headerEdit(script, rule, enabledKey, String(enabled)),
          enabled ? showCode(script, rule) : hideCode(script, rule),
        ],
  rename: (script, rule, name) =>
    isOutside(rule)
      ? outside.rename(script, rule, name)
      : [headerEdit(script, rule, nameKey, escapeJson(name))],
  edit: (script, rule, form) =>
    isOutside(rule) ? outside.edit(script, rule, form) : editRule(script, rule, form),
  add: addRule,
  isByHand: (script, rule) => !isOutside(rule) && isByHand(script, rule),
  settle: (script, rule, how) => {
    if (isOutside(rule)) throw noDataBeside();
    return how === 'restore' ? [restore(script, rule)] : detach(script, rule);
  },
  remove: (script, { from, to }) => [removal(script, from, to)],
  move: moveRule,
};

function isOutside(rule: RainLoopRule | CommentedRule): rule is CommentedRule {
  return 'piece' in rule;
}

function readOutside(script: Script, marked: readonly RainLoopRule[]): CommentedRule[] {
  const isMarked = ({ from, to }: Range): boolean =>
    marked.some((rule) => rule.from <= from && to <= rule.to);
  return cutPieces(script).flatMap((piece) => {
    const [first, ...others] = piece.commands.filter((command) => !isMarked(command));
    const last = others.at(-1) ?? first;
    if (first === undefined || last === undefined) return [];
    if (first === piece.commands[0] && last === piece.commands.at(-1)) {
      return [readRule(script, piece)];
    }
    // Actions before and after a filter are no run of actions.
    const part = { name: '', nameRange: null, from: first.from, to: last.to };
    return [readRule(script, { ...part, commands: [first, ...others] })];
  });
}

/** @throws FilterError where a marker has no partner. */
function readRules(script: Script): RainLoopRule[] {
  const { tokens, text } = script;
  const rules: RainLoopRule[] = [];
  let open: { from: number; to: number; match: RegExpExecArray } | null = null;
  for (let i = 0; i < tokens.length; i++) {
    if (tokens.kind(i) !== 'bracket-comment') continue;
    const [from, to] = [tokens.start(i), tokens.start(i + 1)];
    const comment = text.slice(from, to);
    const match = begin.exec(comment);
    if (match !== null) {
      if (open !== null) throw unpaired(script, open.from);
      open = { from, to, match };
    } else if (end.test(comment)) {
      if (open === null) throw unpaired(script, from);
      rules.push(readMarked(script, open, from, to));
      open = null;
    }
  }
  if (open !== null) throw unpaired(script, open.from);
  return rules;
}

function unpaired({ text }: Script, at: number): FilterError {
  const line = text.slice(0, at).split('\n').length;
  return new FilterError(
    'broken-markers',
    `The marker of a filter in line ${line} has no partner, so that it is not certain where the filter ends. Mend the text first.`,
  );
}

function readMarked(
  script: Script,
  open: { readonly from: number; readonly to: number; readonly match: RegExpExecArray },
  last: number,
  to: number,
): RainLoopRule {
  const [start, stop] = open.match.indices?.[1] ?? [0, 0];
  const header = { from: open.from + start, to: open.from + stop };
  const json = decodeBase64(open.match[1] ?? '') ?? '';
  const between = script.text.slice(open.to, last);
  const code = {
    from: open.to + between.length - between.trimStart().length,
    to: open.to + between.trimEnd().length,
  };
  const written = script.text.slice(code.from, Math.max(code.from, code.to));
  const off = hidden.exec(written);
  const commands: readonly Command[] =
    off === null
      ? script.commands.filter((command) => code.from <= command.from && command.to <= code.to)
      : parse(off[1] ?? '').script.commands;
  const text = off?.[1];
  return {
    ...(text === undefined ? {} : { text }),
    name: nameOf(json),
    enabled: off === null,
    from: open.from,
    to,
    commands,
    header,
    json,
    code,
  };
}

function nameOf(json: string): string {
  const name = readData(json)?.Name;
  return typeof name === 'string' ? name : '';
}

/** That software believes the JSON, so that it must say the same as the code. */
function headerEdit(
  script: Script,
  { header, json }: RainLoopRule,
  key: RegExp,
  value: string,
): TextEdit {
  const [from, to] = key.exec(json)?.indices?.[1] ?? [];
  if (from === undefined || to === undefined) {
    const message =
      'The data of this filter cannot be read, so that it cannot be changed. Change it as code.';
    throw new FilterError('needs-code', message);
  }
  const changed = `${json.slice(0, from)}${value}${json.slice(to)}`;
  const lines = encodeBase64(changed).match(new RegExp(`.{1,${columns}}`, 'g')) ?? [];
  return { ...header, insert: lines.join(dominantLineEnd(script.text)) };
}

function showCode(script: Script, { code }: RainLoopRule): TextEdit {
  const inner = hidden.exec(script.text.slice(code.from, code.to))?.[1] ?? '';
  return { ...code, insert: inner };
}

function hideCode(script: Script, { code }: RainLoopRule): TextEdit {
  return { ...code, insert: hide(script, script.text.slice(code.from, code.to)) };
}

function hide(script: Script, code: string): string {
  const eol = dominantLineEnd(script.text);
  if (code.includes('*/')) {
    const message =
      'A filter is switched off by moving its code into a comment, and it holds */, which would end the comment. Remove that, or delete the filter.';
    throw new FilterError('disabled-lines', message);
  }
  return `/* @Filter is disabled ${eol}${code}${eol}*/`;
}

/** Whether the code says something else than the data, which that software would write over it. */
function isByHand(script: Script, rule: RainLoopRule): boolean {
  const wanted = formsOfData(readData(rule.json) ?? {});
  const source = { script, text: rule.text ?? script.text };
  const form = readForm(rule.commands, source);
  if (wanted.length === 0) return false;
  if (form === null) return true;
  const style = styleOf(script, 'rainloop');
  const written = writeForm(form, style);
  return wanted.every((each) => writeForm(each, style) !== written);
}

function readData(json: string): RainLoopData | null {
  try {
    const data: unknown = JSON.parse(json);
    return typeof data === 'object' && data !== null ? (data as RainLoopData) : null;
  } catch {
    return null;
  }
}

/** Both the data and the code say the same then. */
function editRule(script: Script, rule: RainLoopRule, form: FilterForm): TextEdit[] {
  const data = readData(rule.json);
  if (data === null || isByHand(script, rule)) {
    const message =
      'The code of this filter was changed by hand, so that it differs from its data. Detach it or restore it first.';
    throw new FilterError('by-hand', message);
  }
  const next = dataOfForm(form, data);
  if (next === null) throw noData();
  const code = writeForm(form, styleOf(script, 'rainloop'));
  return [
    { ...rule.header, insert: encodeData(script, next) },
    { ...rule.code, insert: rule.enabled ? code : hide(script, code) },
  ];
}

/** The code that the data stands for. */
function restore(script: Script, rule: RainLoopRule): TextEdit {
  const [form] = formsOfData(readData(rule.json) ?? {});
  if (form === undefined) throw noDataBeside();
  const code = writeForm(form, styleOf(script, 'rainloop'));
  return { ...rule.code, insert: rule.enabled ? code : hide(script, code) };
}

/** The code alone, as a rule of the user's own: that software would still overwrite the script. */
function detach(script: Script, rule: RainLoopRule): TextEdit[] {
  const { from, to, code, name, enabled } = rule;
  if (!enabled) {
    throw new FilterError('needs-code', 'A filter that is off has no code to keep. Switch it on.');
  }
  const title = checkFilterName(name) === null ? writeTitle('rainloop', name) : '';
  const eol = title === '' ? '' : dominantLineEnd(script.text);
  return [
    { from, to: code.from, insert: title + eol },
    { from: code.to, to, insert: '' },
  ];
}

function noDataBeside(): FilterError {
  const message =
    'Beside this rule stands no data that can be read, so that there is nothing to restore or detach.';
  return new FilterError('needs-code', message);
}

function noData(): FilterError {
  const message =
    'The data that this software keeps beside its filters has no words for that, and it believes the data. Choose simpler conditions, or write the filter in another script.';
  return new FilterError('needs-code', message);
}

function encodeData(script: Script, data: RainLoopData): string {
  const json = asciiJson(JSON.stringify(data));
  const lines = encodeBase64(json).match(new RegExp(`.{1,${columns}}`, 'g')) ?? [];
  return lines.join(dominantLineEnd(script.text));
}

function addRule(script: Script, { name, form, enabled = true }: NewFilter): TextEdit[] {
  const rules = readRules(script);
  const eol = dominantLineEnd(script.text);
  const taken = new Set(rules.map(({ json }) => readData(json)?.ID));
  let number = rules.length + 1;
  while (taken.has(`rule${number}`)) number++;
  const id = `rule${number}`;
  const base = {
    ID: id,
    Enabled: enabled,
    Name: name,
    ActionValueSecond: '',
    ActionValueThird: '',
    ActionValueFourth: '',
  };
  const data = dataOfForm(form, base);
  if (data === null) throw noData();
  const code = writeForm(form, styleOf(script, 'rainloop'));
  const lines = [
    '/*',
    `BEGIN:FILTER:${id}`,
    'BEGIN:HEADER',
    encodeData(script, data),
    'END:HEADER',
    '*/',
    enabled ? code : hide(script, code),
    '/* END:FILTER */',
    '',
  ];
  const at = script.text.length;
  const gap = script.text.endsWith('\n') ? eol : eol + eol;
  return [{ from: at, to: at, insert: gap + lines.join(eol) }];
}
