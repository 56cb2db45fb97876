import type { Script } from '../syntax/ast.ts';
import type { Range } from '../text/range.ts';
import type { Completion } from './completion-item.ts';
import { completeNames } from './completion-name.ts';
import { completeStrings, completeValues } from './completion-string.ts';
import { completeTags } from './completion-tag.ts';
import { cursorAt, takesTest } from './cursor.ts';
import { createScope, type ServiceOptions } from './scope.ts';
import { isString } from './token.ts';

/**
 * What can be written at an offset: commands, tests, tags, and strings that are well known in their
 * place. Only what the server has; what needs an extension adds it to `require`.
 */
export function complete(
  script: Script,
  offset: number,
  options: ServiceOptions = {},
): Completion[] {
  const cursor = cursorAt(script, offset);
  if (cursor.place === 'comment') return [];
  const scope = createScope(script, options);
  const { call, token } = cursor;
  if (token !== null && isString(token.kind)) {
    return isBehind(script, token, offset) ? [] : completeStrings(cursor, offset, scope);
  }
  const range: Range = token ?? { from: offset, to: offset };
  if (token?.kind === 'number') return [];
  if (token?.kind === 'tag' || script.text[range.from] === ':') {
    return completeTags(cursor, range, scope);
  }
  if (cursor.list !== null) return completeValues(cursor, range, scope);
  if (cursor.place === 'command') return completeNames('command', cursor, range, scope);
  if (cursor.place === 'test') return completeNames('test', cursor, range, scope);
  if (call === null) return [];
  // A list of tests begins with its parenthesis.
  const mayTest = takesTest(call) && call.entry?.definition.tests !== 'list';
  const found = mayTest ? completeNames('test', cursor, range, scope) : [];
  found.push(...completeTags(cursor, range, scope), ...completeValues(cursor, range, scope));
  if (cursor.freshLine && isComplete(cursor)) {
    found.push(...completeNames('command', cursor, range, scope));
  }
  return found;
}

/** Whether an offset is behind the mark that closes a string, rather than in the string. */
function isBehind({ text }: Script, { from, to }: Range, offset: number): boolean {
  const mark = text[from] === '"' ? '"' : '\n';
  return offset === to && to - from > 1 && text[to - 1] === mark;
}

/** Whether the command may be over, its semicolon forgotten. */
function isComplete({ call }: ReturnType<typeof cursorAt>): boolean {
  if (call?.entry === undefined) return true;
  return !takesTest(call) && call.given.length >= call.entry.required;
}
