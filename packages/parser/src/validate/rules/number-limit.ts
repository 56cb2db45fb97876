import type { Bound } from '../bind.ts';
import type { Context } from '../context.ts';

/** Reports numbers that the server cannot hold; RFC 5228 section 2.4.1 asks for 31 bits. */
export function checkNumbers(bound: Bound, context: Context): void {
  const most = context.profile.limits.number;
  if (most === undefined) return;
  for (const argument of bound.node.arguments) {
    if (argument.type !== 'number' || argument.value <= BigInt(most)) continue;
    context.error(
      'number-over-limit',
      argument,
      `This will not load on ${context.profile.title}, because its numbers end at ${most}. Lower it.`,
    );
  }
}
