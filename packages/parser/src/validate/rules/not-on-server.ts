import type { Bound } from '../bind.ts';
import type { Context } from '../context.ts';

/** Reports a command or a tag that the server lacks although it has the extension. */
export function checkLacks(bound: Bound, context: Context): void {
  if (context.profile.lacks.length === 0) return;
  const { lower } = bound.node.name;
  if (bound.node.type === 'command') context.refuse(lower, bound.node.name, `command “${lower}”`);
  for (const { node } of bound.tags) {
    context.refuse(`${lower} :${node.lower}`, node, `tag “:${node.lower}” of “${lower}”`);
  }
}
