import type { CommandEntry } from '../../language/registry.ts';
import { limits } from '../../limits.ts';
import type { Command } from '../../syntax/ast.ts';
import type { Bound } from '../bind.ts';
import type { Context } from '../context.ts';
import { stringsOf } from '../string.ts';

/** Checks what may stand in a loop only, and whether `break` names one around it (RFC 5703). */
export function checkLoop(bound: Bound, entry: CommandEntry, context: Context): void {
  const node = bound.node;
  if (node.name.lower === 'foreverypart' && context.loops.length >= limits.loopDepth) {
    context.error(
      'loops-too-deep',
      node.name,
      `Servers take at most ${limits.loopDepth} loops inside one another. Take this one out.`,
    );
  }
  if (entry.definition.inside === undefined) return;
  if (context.loops.length === 0) {
    context.error(
      'outside-loop',
      node.name,
      `“${node.name.name}” means something inside foreverypart { … } only. Move it there.`,
    );
    return;
  }
  if (node.name.lower !== 'break') return;
  const [name] = stringsOf(bound.tags.find((tag) => tag.node.lower === 'name')?.value ?? undefined);
  if (name === undefined || context.loops.includes(name.value)) return;
  context.error(
    'unknown-loop',
    name,
    `No foreverypart around this break is named "${name.value}". Give the loop that :name, or remove it here.`,
  );
}

/** The name of a loop, null for one without; undefined where the command is no loop. */
export function loopName(node: Command): string | null | undefined {
  if (node.name.lower !== 'foreverypart') return undefined;
  const at = node.arguments.findIndex(
    (argument) => argument.type === 'tag' && argument.lower === 'name',
  );
  return at < 0 ? null : (stringsOf(node.arguments[at + 1])[0]?.value ?? null);
}
