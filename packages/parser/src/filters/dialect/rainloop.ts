import type { Command, Script } from '../../syntax/ast.ts';
import { parse } from '../../syntax/parse.ts';
import type { TextEdit } from '../../text/edit.ts';
import { dominantLineEnd } from '../../text/line-end.ts';
import type { Range } from '../../text/range.ts';
import { FilterError } from '../error.ts';
import { removal } from '../write.ts';
import { decodeBase64, encodeBase64 } from './base64.ts';
import type { Dialect, DialectRule } from './dialect.ts';
import { escapeJson } from './json-range.ts';
import { moveRule } from './move.ts';

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

/** RainLoop and SnappyMail: a JSON in a comment says what the code after it does. */
export const rainloop: Dialect<RainLoopRule> = {
  name: 'rainloop',
  read: readRules,
  switch: (script, rule, enabled) => [
    headerEdit(script, rule, enabledKey, String(enabled)),
    enabled ? showCode(script, rule) : hideCode(script, rule),
  ],
  rename: (script, rule, name) => [headerEdit(script, rule, nameKey, escapeJson(name))],
  edit: notYet,
  add: notYet,
  remove: (script, { from, to }) => [removal(script, from, to)],
  move: moveRule,
};

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
      rules.push(readRule(script, open, from, to));
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

function readRule(
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
  try {
    const data: unknown = JSON.parse(json);
    const name = (data as { Name?: unknown } | null)?.Name;
    return typeof name === 'string' ? name : '';
  } catch {
    return '';
  }
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
  const written = script.text.slice(code.from, code.to);
  const eol = dominantLineEnd(script.text);
  if (written.includes('*/')) {
    const message =
      'A filter is switched off by moving its code into a comment, and it holds */, which would end the comment. Remove that, or delete the filter.';
    throw new FilterError('disabled-lines', message);
  }
  return { ...code, insert: `/* @Filter is disabled ${eol}${written}${eol}*/` };
}

function notYet(): never {
  throw new FilterError('needs-code', 'The rules of this program are changed as code.');
}
