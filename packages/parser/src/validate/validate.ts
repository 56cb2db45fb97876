import type { Diagnostic } from '../diagnostic.ts';
import { type CommandEntry, findCommand, findTest } from '../language/registry.ts';
import { leadingRequires } from '../language/require.ts';
import { limits } from '../limits.ts';
import type { Block, Command, Script, Test } from '../syntax/ast.ts';
import { eachCommand } from '../syntax/script.ts';
import { type Bound, bind, fits } from './bind.ts';
import { constantValue } from './constant.ts';
import { Context, type KnownServer, type ValidateOptions } from './context.ts';
import { knownServer } from './known-server.ts';
import { checkBlock } from './rules/block.ts';
import { checkByteOrderMark } from './rules/byte-order-mark.ts';
import { checkChain } from './rules/chain.ts';
import { checkMatching } from './rules/comparator.ts';
import { applyIhave } from './rules/ihave.ts';
import { checkInterpolation } from './rules/interpolation.ts';
import { checkNameCase } from './rules/letter-case.ts';
import { checkLineEnds } from './rules/line-end.ts';
import { checkLoop, loopOf } from './rules/loop.ts';
import { reportMisplacedTag } from './rules/misplaced-tag.ts';
import { checkLacks } from './rules/not-on-server.ts';
import { checkNumbers } from './rules/number-limit.ts';
import { checkPositional } from './rules/positional.ts';
import { checkNeeds, checkRequire } from './rules/require.ts';
import { reportStrayTest } from './rules/stray-test.ts';
import { checkStringKind } from './rules/string-kind.ts';
import { checkTagConflicts } from './rules/tag-conflict.ts';
import { checkTagPartners } from './rules/tag-partner.ts';
import { checkTagValue } from './rules/tag-value.ts';
import { checkTests } from './rules/test-count.ts';
import { reportCommand, reportTest } from './rules/unknown-name.ts';
import { reportUnknownTag } from './rules/unknown-tag.ts';
import type { Silence } from './silence.ts';
import { stringsOf } from './string.ts';

export type { ValidateOptions };

/**
 * What is wrong with a script beyond its syntax: unknown or misused commands, tests, tags,
 * arguments, and extensions that are not required. In the order of the script, at most
 * `limits.diagnostics` and one more that counts the rest.
 */
export function validate(script: Script, options: ValidateOptions = {}): Diagnostic[] {
  return validateAgain(script, knownServer(options), null);
}

/** The same by the standards alone, which needs nothing that is known of servers. */
export function validateStandard(script: Script): Diagnostic[] {
  return validateAgain(script, {}, null);
}

/** The same for a script some commands of which were validated before, with the same options. */
export function validateAgain(
  script: Script,
  options: KnownServer,
  silence: Silence | null,
): Diagnostic[] {
  const context = new Context(script, options, silence);
  silence?.restart(context);
  checkByteOrderMark(context);
  checkLineEnds(context);
  const requires = leadingRequires(script);
  walkCommands(eachCommand(script), context, requires.length, 0);
  checkNeeds(requires, context);
  const found = context.diagnostics.sort((a, b) => a.from - b.from || a.to - b.to);
  return context.count > found.length ? [...found, describeRest(context, script)] : found;
}

/** `leading`: how many commands at the start are the `require` commands of the script. */
function walkCommands(
  commands: Iterable<Command>,
  context: Context,
  leading: number,
  depth: number,
): void {
  // Whether an earlier branch of the chain is taken for certain, so that this one never runs.
  let taken = false;
  let previous: Command | undefined;
  let index = 0;
  for (const node of commands) {
    const lower = node.name.lower;
    const chained = lower === 'elsif' || lower === 'else';
    if (!chained) taken = false;
    const first = index++ < leading;
    const { silence } = context;
    if (silence === null || taken || first) {
      taken = walkCommand(node, previous, context, first, taken, depth);
    } else if (!silence.covers(node, previous, context)) {
      const [state, { count }] = [silence.stateOf(context), context];
      taken = walkCommand(node, previous, context, first, taken, depth);
      const said = context.count > count || silence.stateOf(context) !== state;
      if (!said && !taken) silence.add(node, previous, context);
    }
    previous = node;
  }
}

/** Returns whether a branch of the chain up to here is taken for certain. */
function walkCommand(
  node: Command,
  previous: Command | undefined,
  context: Context,
  leading: boolean,
  taken: boolean,
  depth: number,
): boolean {
  const outside = context.dead;
  const entry = findCommand(node.name.lower, context.enabled);
  if (entry !== undefined) checkChain(node, entry, previous, context);
  context.dead = outside || taken;
  if (entry === undefined) reportCommand(node, context);
  else checkCommand(node, entry, context, leading);
  const takesTests = entry === undefined || entry.definition.tests !== undefined;
  const constant = takesTests ? walkTests(node, context, depth) : null;
  if (node.block !== null) {
    const dead = context.dead;
    context.dead = dead || constant === false;
    walkBlock(node, node.block, context, depth, entry !== undefined);
    context.dead = dead;
  }
  context.dead = outside;
  return taken || constant === true;
}

function walkBlock(
  node: Command,
  block: Block,
  context: Context,
  depth: number,
  known: boolean,
): void {
  if (depth > limits.blockDepth + 1) return;
  const loop = loopOf(node, known);
  if (loop !== null) context.loops.push(loop);
  walkCommands(block.commands, context, 0, depth + 1);
  if (loop !== null) context.loops.pop();
}

/** Walks the tests of a node; returns what the only one is for certain, or null. */
function walkTests(node: Command | Test, context: Context, depth: number): boolean | null {
  if (node.tests.length === 0) return null;
  const outside = context.dead;
  const lower = node.name.lower;
  const decisive = lower === 'allof' ? false : lower === 'anyof' ? true : null;
  for (const test of node.tests) {
    walkTest(test, context, depth);
    if (decisive !== null && constantValue(test, context) === decisive) context.dead = true;
  }
  context.dead = outside;
  const only = node.tests[0];
  return node.type === 'command' && only !== undefined ? constantValue(only, context) : null;
}

function walkTest(node: Test, context: Context, depth: number): void {
  if (depth > limits.blockDepth + limits.testDepth) return;
  const entry = findTest(node.name.lower, context.enabled);
  if (entry === undefined) reportTest(node, context);
  else {
    const bound = bind(node, entry, context);
    checkNode(bound, context);
    if (node.name.lower === 'ihave') applyIhave(stringsOf(node.arguments[0]), context);
  }
  if (entry === undefined || entry.definition.tests !== undefined) {
    walkTests(node, context, depth + 1);
  }
}

function checkCommand(
  node: Command,
  entry: CommandEntry,
  context: Context,
  leading: boolean,
): void {
  const bound = bind(node, entry, context);
  checkNode(bound, context);
  checkBlock(node, entry, context);
  checkLoop(bound, entry, context);
  if (node.name.lower === 'require') checkRequire(node, leading, context);
}

/** What holds for commands and tests alike. */
function checkNode(bound: Bound, context: Context): void {
  const { node, entry } = bound;
  if (context.lacks(entry.capabilities)) {
    context.need(entry.capabilities, node.name, `“${node.name.name}”`);
  }
  checkLacks(bound, context);
  if (context.differs('case-sensitive')) checkNameCase(bound, context);
  checkNumbers(bound, context);
  if (bound.tags.length > 0) checkTags(bound, context);
  if (entry.definition.choose !== undefined || bound.tags.length > 0) {
    checkTagPartners(bound, context);
  }
  const stray = entry.definition.tests === undefined ? node.tests[0] : undefined;
  if (stray !== undefined && !context.lenient) reportStrayTest(bound, stray, context);
  if (!bound.uncertain && stray === undefined) {
    checkPositional(bound, context);
    checkTests(bound, context);
    for (let index = 0; index < bound.positional.length; index++) {
      const argument = bound.positional[index];
      const parameter = bound.parameters[index];
      if (argument === undefined || parameter === undefined) break;
      if (fits(argument, parameter.type)) checkStringKind(argument, parameter, bound, context);
    }
  }
  if (context.variables || context.encoded) checkStrings(bound, context);
}

function checkTags(bound: Bound, context: Context): void {
  checkTagConflicts(bound, context);
  for (const tag of bound.tags) {
    if (tag.entry === null) {
      reportUnknownTag(tag, bound, context);
      continue;
    }
    if (context.lacks(tag.entry.capabilities)) {
      const name = `“:${tag.node.name}” of “${bound.node.name.name}”`;
      context.need(tag.entry.capabilities, tag.node, name);
    }
    if (tag.misplaced) reportMisplacedTag(tag, bound, context);
    checkTagValue(tag, bound, context);
    const parameter = tag.entry.definition.value;
    if (parameter === undefined || tag.value === null || !fits(tag.value, parameter.type)) continue;
    checkStringKind(tag.value, parameter, bound, context);
  }
  checkMatching(bound, context);
}

function checkStrings(bound: Bound, context: Context): void {
  for (const argument of bound.node.arguments) {
    for (const literal of stringsOf(argument)) {
      if (literal.value.includes('${')) checkInterpolation(literal, context);
    }
  }
}

function describeRest(context: Context, script: Script): Diagnostic {
  const rest = context.count - context.diagnostics.length;
  return {
    code: 'too-many-diagnostics',
    severity: 'error',
    message: `There are ${rest} more mistakes. Mend those above first.`,
    from: script.to,
    to: script.to,
  };
}
