import type { Argument, Block, Command, Identifier, Script, StringLiteral, Test } from './ast.ts';

/** Any node of the tree. */
export type Node = Script | Command | Test | Block | Argument | Identifier | StringLiteral;

/**
 * Calls `enter` for a node and all nodes in it, in the order of the text. Where `enter` gives
 * false, the nodes within are left out. Uses no recursion.
 */
export function visit(root: Node, enter: (node: Node, depth: number) => boolean | undefined): void {
  const stack: { node: Node; depth: number }[] = [{ node: root, depth: 0 }];
  for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
    const { node, depth } = top;
    if (enter(node, depth) === false) continue;
    const children = childrenOf(node);
    for (let i = children.length - 1; i >= 0; i--) {
      const child = children[i];
      if (child !== undefined) stack.push({ node: child, depth: depth + 1 });
    }
  }
}

/** The nodes right within a node, in the order of the text. */
export function childrenOf(node: Node): readonly Node[] {
  switch (node.type) {
    case 'script':
    case 'block':
      return node.commands;
    case 'command': {
      const head = [node.name, ...node.arguments, ...node.tests];
      return node.block === null ? head : [...head, node.block];
    }
    case 'test':
      return [node.name, ...node.arguments, ...node.tests];
    case 'list':
      return node.items;
    default:
      return [];
  }
}
