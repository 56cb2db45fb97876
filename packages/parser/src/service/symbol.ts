import type { Command, Script } from '../syntax/ast.ts';
import type { Range } from '../text/range.ts';
import { ruleNames } from './rule-name.ts';
import { isComment, tokenAt, tokenOf } from './token.ts';

/** An entry of a script's outline. */
export interface DocumentSymbol extends Range {
  readonly name: string;
  readonly kind: 'rule' | 'require' | 'control' | 'action';
  /** What the range shows first: the name of the command. */
  readonly selection: Range;
  readonly children: readonly DocumentSymbol[];
}

const longest = 60;
const controls = new Set(['if', 'elsif', 'else', 'foreverypart', 'include', 'return', 'stop']);

/**
 * The outline of a script: rules by the names that webmail software gives them in comments, and
 * commands by what they say. A chain of if, elsif and else is one entry.
 */
export function documentSymbols(script: Script): DocumentSymbol[] {
  const names = ruleNames(script);
  return list(script, script.commands, names);
}

function list(
  script: Script,
  commands: readonly Command[],
  names: ReadonlyMap<number, string>,
): DocumentSymbol[] {
  const found: DocumentSymbol[] = [];
  for (let index = 0; index < commands.length; index++) {
    const command = commands[index];
    if (command === undefined) break;
    let end = index + 1;
    while (command.name.lower === 'if' && isBranch(commands[end])) end++;
    const chain = commands.slice(index, end);
    index = end - 1;
    found.push(create(script, command, chain, names));
  }
  return found;
}

function create(
  script: Script,
  command: Command,
  chain: readonly Command[],
  names: ReadonlyMap<number, string>,
): DocumentSymbol {
  const name = command.name.lower === 'require' ? undefined : names.get(command.from);
  const inBlock = (branch: Command): DocumentSymbol[] =>
    list(script, branch.block?.commands ?? [], names);
  const children =
    chain.length === 1
      ? inBlock(command)
      : chain.map((branch) => symbolOf(script, branch, branch.to, inBlock(branch)));
  const symbol = symbolOf(script, command, chain.at(-1)?.to ?? command.to, children);
  if (name === undefined) return symbol;
  return { ...symbol, name, kind: 'rule', from: commentsBefore(script, command.from) };
}

function symbolOf(
  script: Script,
  command: Command,
  to: number,
  children: readonly DocumentSymbol[],
): DocumentSymbol {
  const { lower } = command.name;
  return {
    name: title(script, command),
    kind: lower === 'require' ? 'require' : controls.has(lower) ? 'control' : 'action',
    from: command.from,
    to,
    selection: { from: command.name.from, to: command.name.to },
    children,
  };
}

function isBranch(command: Command | undefined): boolean {
  return command?.name.lower === 'elsif' || command?.name.lower === 'else';
}

/** A command without its block, on one line, cut where it is long. */
function title({ text }: Script, { from, to, block }: Command): string {
  const end = block?.from ?? to;
  const line = text
    .slice(from, Math.min(end, from + 4 * longest))
    .replaceAll(/\s+/g, ' ')
    .replace(/;?\s*$/, '');
  return line.length <= longest ? line : `${line.slice(0, longest - 1)}…`;
}

/** Start of the comments right before an offset. */
function commentsBefore(script: Script, offset: number): number {
  let from = offset;
  for (let i = (tokenAt(script, offset)?.index ?? 0) - 1; i >= 0; i--) {
    const token = tokenOf(script, i);
    if (token === null || (token.kind !== 'whitespace' && !isComment(token.kind))) break;
    if (token.kind === 'whitespace' && /\n\s*\n/.test(script.text.slice(token.from, token.to))) {
      break;
    }
    if (isComment(token.kind)) from = token.from;
  }
  return from;
}
