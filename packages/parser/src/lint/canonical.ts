import type { Argument } from '../syntax/ast.ts';
import type { Call } from './call.ts';

/** A command or test without its block as text in which layout, comments and case of names do not count. */
export function canonical(call: Call): string {
  const head = [call.name, ...call.node.arguments.map(argument)].join(' ');
  return call.tests.length === 0 ? head : `${head}(${call.tests.map(canonical).join(',')})`;
}

/** A command with its block, in the same form. */
export function canonicalBlock(call: Call): string {
  const steps = call.block?.steps ?? [];
  const inner = steps.flatMap(({ calls }) => calls.map(canonicalBlock)).join(';');
  return call.block === null ? canonical(call) : `${canonical(call)}{${inner}}`;
}

function argument(node: Argument): string {
  switch (node.type) {
    case 'tag':
      return `:${node.lower}`;
    case 'number':
      return String(node.value);
    case 'string':
      return JSON.stringify(node.value);
    case 'list': {
      const items = node.items.map(({ value }) => JSON.stringify(value));
      return items.length === 1 ? (items[0] ?? '') : `[${items.join()}]`;
    }
  }
}
