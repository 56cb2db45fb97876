import {
  commandNames,
  type Entry,
  findCommand,
  findTest,
  testNames,
} from '../language/registry.ts';
import { requireEdits } from '../language/require.ts';
import type { Block, Command, Script } from '../syntax/ast.ts';
import type { Range } from '../text/range.ts';
import type { Completion } from './completion-item.ts';
import type { Cursor } from './cursor.ts';
import type { Scope } from './scope.ts';
import { createSignature } from './signature.ts';
import { createSnippet } from './snippet.ts';
import { nextSignificant, tokenAt } from './token.ts';

/** The commands or tests that may begin here. */
export function completeNames(
  sort: 'command' | 'test',
  { token }: Cursor,
  range: Range,
  scope: Scope,
): Completion[] {
  const { script } = scope;
  const place = sort === 'command' ? surroundings(script, range.from) : null;
  const next = nextSignificant(script, token?.index ?? tokenAt(script, range.to)?.index ?? -1);
  const sameLine = next !== null && !script.text.slice(range.to, next.from).includes('\n');
  const ended = sameLine && (next.kind === 'semicolon' || next.kind === 'left-brace');
  const bare =
    sameLine && !ended && next.kind !== 'right-brace' && next.kind !== 'right-parenthesis';
  const found: Completion[] = [];
  for (const name of sort === 'command' ? commandNames() : testNames()) {
    const entry =
      sort === 'command' ? findCommand(name, scope.enabled) : findTest(name, scope.enabled);
    if (entry === undefined || !isOffered(entry, scope)) continue;
    if (place !== null && !fitsIn(entry, place)) continue;
    const missing = scope.missing(entry.capabilities);
    const snippet = bare || next?.kind === 'comma' ? name : createSnippet(entry, { open: ended });
    found.push({
      label: name,
      kind: sort,
      detail: createSignature(entry, scope).label,
      doc: describe(entry),
      ...{ from: range.from, to: range.to },
      insert: name,
      ...(snippet === name ? {} : { snippet }),
      additionalEdits: requireEdits(script, missing),
    });
  }
  return found;
}

/** Whether the server has it, and nothing newer replaces it. */
function isOffered({ extension, capabilities }: Entry, scope: Scope): boolean {
  if (!scope.supports(capabilities)) return false;
  return extension.replacedBy === undefined || scope.enabled.has(extension.capability);
}

function describe({ definition, capabilities }: Entry): string {
  const names = capabilities.map((name) => `"${name}"`).join(' and ');
  const needs = capabilities.length === 0 ? '' : `\n\nNeeds ${names}.`;
  return `${definition.doc}${needs}\n\n${definition.rfc}`;
}

interface Surroundings {
  /** Name of the command right before, in the same block. */
  readonly previous: string;
  /** Names of the commands whose blocks the place is in. */
  readonly around: readonly string[];
  /** Only `require` commands stand before, outside of blocks. */
  readonly onTop: boolean;
}

function surroundings(script: Script, offset: number): Surroundings {
  const around: string[] = [];
  let list: readonly Command[] = script.commands;
  for (;;) {
    const before = list.filter((command) => command.from < offset);
    const last = before.at(-1);
    if (last?.block != null && isInside(script, last.block, offset)) {
      around.push(last.name.lower);
      list = last.block.commands;
      continue;
    }
    const onTop = around.length === 0 && before.every(({ name }) => name.lower === 'require');
    return { previous: last?.name.lower ?? '', around, onTop };
  }
}

function isInside({ text }: Script, block: Block, offset: number): boolean {
  if (offset <= block.from) return false;
  return offset < block.to || text[block.to - 1] !== '}';
}

function fitsIn({ definition }: Entry, place: Surroundings): boolean {
  if (definition.name === 'require') return place.onTop;
  if (!('kind' in definition)) return true;
  const { after, inside } = definition as { after?: readonly string[]; inside?: string };
  if (after !== undefined && !after.includes(place.previous)) return false;
  return inside === undefined || place.around.includes(inside);
}
