import type { Command, Script, StringLiteral } from '../syntax/ast.ts';
import { eachCommand } from '../syntax/script.ts';
import type { TextEdit } from '../text/edit.ts';
import { suggest } from './suggest.ts';

/**
 * The `require` commands that count: those before any other command (RFC 5228 section 3.2). One
 * whose name is misspelt counts too, so that the slip is told once and not at each use.
 */
export function leadingRequires(script: Script): readonly Command[] {
  const found: Command[] = [];
  for (const command of eachCommand(script)) {
    if (!isRequire(command)) break;
    found.push(command);
  }
  return found;
}

/** Whether a command is `require`, or something near to it with strings as its only argument. */
export function isRequire({ name, arguments: given, tests, block }: Command): boolean {
  if (name.lower === 'require') return true;
  if (given.length !== 1 || tests.length > 0 || block !== null) return false;
  if (given[0]?.type !== 'string' && given[0]?.type !== 'list') return false;
  return name.lower.startsWith('re') && suggest(name.lower, ['require']) !== null;
}

/** The capability strings of one `require`, in the order written. */
export function requiredStrings(command: Command): readonly StringLiteral[] {
  const argument = command.arguments[0];
  if (argument?.type === 'string') return [argument];
  return argument?.type === 'list' ? argument.items : [];
}

/** The capabilities that a script's leading `require` commands name. */
export function requiredCapabilities(script: Script): Set<string> {
  const found = new Set<string>();
  for (const command of leadingRequires(script)) {
    for (const literal of requiredStrings(command)) found.add(literal.value);
  }
  return found;
}

/**
 * Edits that make a script require `capabilities` too; none where it requires them already.
 * An existing list is extended in its own layout, a single string becomes a list, single strings
 * in several commands get one more such command, and a script without `require` gets one on top.
 * The script's own line ends are used.
 */
export function requireEdits(script: Script, capabilities: readonly string[]): TextEdit[] {
  const present = requiredCapabilities(script);
  const missing = [...new Set(capabilities)].filter((name) => !present.has(name)).map(quote);
  if (missing.length === 0) return [];
  const requires = leadingRequires(script).filter((command) => isComplete(script, command));
  const last = requires.at(-1);
  if (last === undefined) return [insertOnTop(script, missing)];
  const list = requires.findLast((command) => command.arguments[0]?.type === 'list');
  if (list !== undefined) return [extendList(script, list, missing)];
  if (requires.length === 1) return wrapString(last, missing);
  return [appendCommands(script, last, missing)];
}

/** Whether an edit inside this command is safe: one argument, closed, and ended by a semicolon. */
function isComplete(script: Script, command: Command): boolean {
  const [argument, ...rest] = command.arguments;
  if (argument === undefined || rest.length > 0) return false;
  if (command.block !== null || script.text[command.to - 1] !== ';') return false;
  if (argument.type === 'string') return argument.form === 'quoted';
  return argument.type === 'list' && script.text[argument.to - 1] === ']';
}

function extendList(script: Script, command: Command, missing: readonly string[]): TextEdit {
  const list = command.arguments[0];
  const strings = requiredStrings(command);
  const last = strings.at(-1);
  if (last === undefined) {
    const at = (list?.from ?? command.from) + 1;
    return { from: at, to: at, insert: missing.join(', ') };
  }
  const before = strings.at(-2);
  const separator = before === undefined ? ', ' : script.text.slice(before.to, last.from);
  const glue = /^,\s*$/.test(separator) ? separator : ', ';
  return { from: last.to, to: last.to, insert: missing.map((name) => glue + name).join('') };
}

function wrapString(command: Command, missing: readonly string[]): TextEdit[] {
  const only = requiredStrings(command)[0];
  if (only === undefined) return [];
  return [
    { from: only.from, to: only.from, insert: '[' },
    { from: only.to, to: only.to, insert: `, ${missing.join(', ')}]` },
  ];
}

function appendCommands(script: Script, last: Command, missing: readonly string[]): TextEdit {
  const insert = missing.map((name) => `${lineEnd(script.text)}require ${name};`).join('');
  return { from: last.to, to: last.to, insert };
}

function insertOnTop(script: Script, missing: readonly string[]): TextEdit {
  const at = script.text.startsWith('\uFEFF') ? 1 : 0;
  return { from: at, to: at, insert: `require [${missing.join(', ')}];${lineEnd(script.text)}` };
}

function lineEnd(text: string): string {
  const at = text.indexOf('\n');
  return at > 0 && text[at - 1] === '\r' ? '\r\n' : '\n';
}

function quote(name: string): string {
  return `"${name.replaceAll(/["\\]/g, '\\$&')}"`;
}
