import type { CommandDefinition } from '../../language/definition.ts';
import type { CommandEntry } from '../../language/registry.ts';
import { limits } from '../../limits.ts';
import type { Command } from '../../syntax/ast.ts';
import type { Bound } from '../bind.ts';
import type { Context, Loop } from '../context.ts';
import { stringsOf } from '../string.ts';

/** Checks what may stand in a loop only, and whether `break` names one around it (RFC 5703). */
export function checkLoop(bound: Bound, entry: CommandEntry, context: Context): void {
  const node = bound.node;
  if (node.name.lower === 'foreverypart' && depthOf(context) >= limits.loopDepth) {
    context.error(
      'loops-too-deep',
      node.name,
      `Servers take at most ${limits.loopDepth} loops inside one another. Take this one out.`,
    );
  }
  if (isFree(entry) && entry.others.every(isFree)) return;
  const wanted = loopsFor(entry, context);
  if (wanted.length === 0) return;
  if (!context.loops.some(({ command }) => command === null || wanted.includes(command))) {
    context.error(
      'outside-loop',
      node.name,
      `“${node.name.name}” means something inside ${wanted.join(' or ')} { … } only. Move it there.`,
    );
    return;
  }
  if (node.name.lower !== 'break') return;
  const [name] = stringsOf(bound.tags.find((tag) => tag.node.lower === 'name')?.value ?? undefined);
  if (name === undefined || context.loops.some((loop) => isNamed(loop, name.value))) return;
  context.error(
    'unknown-loop',
    name,
    `No foreverypart around this break is named "${name.value}". Give the loop that :name, or remove it here.`,
  );
}

function isFree({ definition }: CommandEntry): boolean {
  return definition.inside === undefined;
}

function depthOf({ loops }: Context): number {
  return loops.filter(({ command }) => command === 'foreverypart').length;
}

/** The loops that the command may stand in, by all of its meanings in force; none: anywhere. */
function loopsFor(entry: CommandEntry, context: Context): string[] {
  const others = entry.others.filter(({ capabilities }) => !context.lacks(capabilities));
  return [entry, ...others]
    .map(({ definition }) => (definition as CommandDefinition).inside)
    .filter((loop) => loop !== undefined);
}

function isNamed(loop: Loop, name: string): boolean {
  return loop.command === null || loop.name === undefined || loop.name === name;
}

/** What a command is as a loop; null where it is none. A command that is unknown may be any. */
export function loopOf(node: Command, known: boolean): Loop | null {
  if (!known) return { command: null, name: null };
  const command = node.name.lower;
  if (command !== 'foreverypart' && command !== 'while') return null;
  return { command, name: nameOf(node) };
}

function nameOf({ arguments: given, tests }: Command): Loop['name'] {
  const at = given.findIndex((argument) => argument.type === 'tag' && argument.lower === 'name');
  if (at >= 0) return stringsOf(given[at + 1])[0]?.value;
  return given.length > 0 || tests.length > 0 ? undefined : null;
}
