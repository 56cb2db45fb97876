import { commandNames, findCommand, findTest, testNames } from '../../language/registry.ts';
import { isRequire, requiredStrings } from '../../language/require.ts';
import type { Command, Test } from '../../syntax/ast.ts';
import { type Context, didYouMean, replace } from '../context.ts';

/** Reports a command that is a test, or that no extension knows (RFC 5228 section 2.10.5). */
export function reportCommand(node: Command, context: Context): void {
  const { name, lower } = node.name;
  if (findTest(lower) !== undefined) {
    context.error(
      'test-as-command',
      node.name,
      `“${name}” is a test and cannot stand alone: it only says yes or no. Put it after if: if ${name} … { … }.`,
    );
    return;
  }
  if (context.lenient) return;
  const near = context.suggest(lower, commandNames);
  context.error(
    'unknown-command',
    node.name,
    `There is no command “${name}”. ${didYouMean(near, 'Check the spelling, or remove it.')}`,
    ...(near === null ? [] : [replace(`Replace by ${near}`, node.name, near)]),
  );
  if (isRequire(node)) for (const { value } of requiredStrings(node)) context.enable(value);
}

/** Reports a test that is a command, or that no extension knows. */
export function reportTest(node: Test, context: Context): void {
  const { name, lower } = node.name;
  if (findCommand(lower) !== undefined) {
    context.error(
      'command-as-test',
      node.name,
      `“${name}” is a command and cannot be tested: a test must stand here, such as header or true.`,
    );
    return;
  }
  if (context.lenient) return;
  const [joined] = node.tests;
  if ((lower === 'and' || lower === 'or') && joined !== undefined) {
    context.error(
      'unknown-test',
      node.name,
      `Sieve has no “${name}” between tests: a comma separates them, and allof or anyof before the list says whether all or one must be true. Remove it.`,
      replace('Remove it', { from: node.from, to: joined.from }, ''),
    );
    return;
  }
  const near = context.suggest(lower, testNames);
  context.error(
    'unknown-test',
    node.name,
    `There is no test “${name}”. ${didYouMean(near, 'Check the spelling, or remove it.')}`,
    ...(near === null ? [] : [replace(`Replace by ${near}`, node.name, near)]),
  );
}
