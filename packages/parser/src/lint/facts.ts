import { findCommand, findExtension, findTest } from '../language/registry.ts';
import { leadingRequires, requiredStrings } from '../language/require.ts';
import { limits } from '../limits.ts';
import type { Command, Script, StringLiteral, Test } from '../syntax/ast.ts';
import type { Range } from '../text/range.ts';
import { type Call, readArguments, type Sequence, type Step, stringsOf } from './call.ts';
import { constantOf, endsScript } from './flow.ts';
import { type Directive, readDirectives } from './suppress.ts';

/** What all rules know of a script, gathered in one walk. */
export interface Facts {
  readonly script: Script;
  readonly text: string;
  /** The strings of the leading `require` commands. */
  readonly required: readonly StringLiteral[];
  /** Capabilities in force, those that others bring along included. */
  readonly enabled: ReadonlySet<string>;
  /** Every command and test, in the order of the text. */
  readonly calls: readonly Call[];
  /** Every block, and the script itself as the first. */
  readonly sequences: readonly Sequence[];
  /** Blocks that never run because their test is false: rules that are switched off. */
  readonly disabled: readonly Range[];
  /** Commands whose extension is neither required nor asked for by `ihave`. */
  readonly unusable: readonly Command[];
  /** Comments that switch rules off. */
  readonly directives: readonly Directive[];
  /** The calls of these lower-case names, in the order of the text. */
  readonly named: (...names: readonly string[]) => readonly Call[];
}

/** Mutable while the walk is under way. */
interface Draft {
  readonly calls: Call[];
  readonly sequences: Sequence[];
  readonly disabled: Range[];
}

type Open<T> = { -readonly [Key in keyof T]: T[Key] };

/** Walks a script once. Blocks and tests beyond what servers nest are left out. */
export function readFacts(script: Script): Facts {
  const draft: Draft = { calls: [], sequences: [], disabled: [] };
  readSequence(script.commands, null, draft, 0);
  const byName = new Map<string, Call[]>();
  for (const call of draft.calls) {
    const present = byName.get(call.name);
    if (present === undefined) byName.set(call.name, [call]);
    else present.push(call);
  }
  const required = leadingRequires(script).flatMap(requiredStrings);
  const enabled = enabledBy(required);
  return {
    script,
    text: script.text,
    required,
    enabled,
    ...draft,
    unusable: unusableIn(draft.calls, enabled),
    directives: readDirectives(script),
    named: (...names) =>
      names.length === 1
        ? (byName.get(names[0] ?? '') ?? [])
        : names.flatMap((name) => byName.get(name) ?? []).sort((a, b) => a.node.from - b.node.from),
  };
}

function enabledBy(required: readonly StringLiteral[]): Set<string> {
  const enabled = new Set<string>();
  const open = required.map(({ value }) => value);
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (enabled.has(name)) continue;
    enabled.add(name);
    open.push(...(findExtension(name)?.implies ?? []));
  }
  return enabled;
}

function unusableIn(calls: readonly Call[], enabled: ReadonlySet<string>): Command[] {
  const asked = calls
    .filter(({ name }) => name === 'ihave')
    .flatMap(({ positional }) => stringsOf(positional[0]?.node));
  const usable = new Set([...enabled, ...asked.map(({ value }) => value)]);
  const found: Command[] = [];
  for (const { node, entry } of calls) {
    if (node.type !== 'command' || entry === undefined) continue;
    if (!entry.capabilities.every((name) => usable.has(name))) found.push(node);
  }
  return found;
}

function readSequence(
  commands: readonly Command[],
  owner: Call | null,
  draft: Draft,
  depth: number,
): Sequence {
  const steps: (Open<Step> & { readonly calls: Call[] })[] = [];
  const sequence: Open<Sequence> = { steps, owner, ends: false };
  draft.sequences.push(sequence);
  for (const command of commands) {
    const call = readCommand(command, owner, draft, depth);
    const last = steps.at(-1);
    const chained = call.name === 'elsif' || call.name === 'else';
    if (chained && last !== undefined && startsChain(last)) last.calls.push(call);
    else steps.push({ calls: [call], ends: false });
  }
  for (const step of steps) step.ends = endsScript(step.calls);
  sequence.ends = steps.some((step) => step.ends);
  return sequence;
}

function startsChain(step: Step): boolean {
  return step.calls[0]?.name === 'if' && step.calls.at(-1)?.name !== 'else';
}

function readCommand(node: Command, parent: Call | null, draft: Draft, depth: number): Call {
  const name = node.name.lower;
  const entry = findCommand(name);
  const call: Open<Call> = {
    node,
    name,
    entry,
    ...readArguments(node, entry),
    tests: [],
    block: null,
    parent,
  };
  draft.calls.push(call);
  call.tests = node.tests.map((test) => readTest(test, call, draft, 0));
  if (node.block === null || depth > limits.blockDepth) return call;
  const [only] = call.tests;
  const outer = draft.disabled.at(-1);
  const nested = outer !== undefined && node.from < outer.to;
  if (!nested && only !== undefined && constantOf(only) === false) draft.disabled.push(node.block);
  call.block = readSequence(node.block.commands, call, draft, depth + 1);
  return call;
}

function readTest(node: Test, parent: Call, draft: Draft, depth: number): Call {
  const name = node.name.lower;
  const entry = findTest(name);
  const call: Open<Call> = {
    node,
    name,
    entry,
    ...readArguments(node, entry),
    tests: [],
    block: null,
    parent,
  };
  draft.calls.push(call);
  if (depth > limits.testDepth) return call;
  call.tests = node.tests.map((test) => readTest(test, call, draft, depth + 1));
  return call;
}
