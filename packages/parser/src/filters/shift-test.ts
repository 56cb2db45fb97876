import type { Argument, Identifier, Test } from '../syntax/ast.ts';
import type { Range } from '../text/range.ts';

/** A test that was parsed from a part of a script, with the offsets that it has in the script. */
export function shiftTest(test: Test, by: number): Test {
  return {
    ...moved(test, by),
    name: moved<Identifier>(test.name, by),
    arguments: test.arguments.map((argument) => shiftArgument(argument, by)),
    tests: test.tests.map((inner) => shiftTest(inner, by)),
  };
}

function shiftArgument(argument: Argument, by: number): Argument {
  if (argument.type !== 'list') return moved(argument, by);
  return { ...moved(argument, by), items: argument.items.map((item) => moved(item, by)) };
}

function moved<Node extends Range>(node: Node, by: number): Node {
  return { ...node, from: node.from + by, to: node.to + by };
}
