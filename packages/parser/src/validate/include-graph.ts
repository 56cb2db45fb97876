import type { Diagnostic } from '../diagnostic.ts';
import { limits } from '../limits.ts';
import type { Script } from '../syntax/ast.ts';
import { findIncludes, type Include } from './include.ts';

/** A script and the name by which others include it. */
export interface NamedScript {
  /** As `include` has it, or with `.sieve` at its end. */
  readonly name: string;
  /** Whose script it is (RFC 6609 section 3.2); the user's own where absent. */
  readonly location?: 'personal' | 'global';
  readonly script: Script;
}

/** How to look at scripts that include one another. */
export interface IncludeOptions {
  /** These are all scripts that there are: tell of those that are missing. False where absent. */
  readonly complete?: boolean;
  /**
   * The scripts to report in; all where absent. A circle that closes in another is reported at the
   * include that leads there.
   */
  readonly reported?: ReadonlySet<NamedScript>;
}

interface Edge {
  readonly include: Include;
  /** Null where none of the scripts has the name. */
  readonly target: Node | null;
}

interface Node {
  readonly script: NamedScript;
  readonly edges: Edge[];
  included: boolean;
  state: 'new' | 'open' | 'done';
}

/**
 * What is wrong with several scripts together: an `include` by which a script includes itself, at
 * once or by way of others, is an error when it runs (RFC 6609 section 3.1), unless it is `:once`;
 * one of a script that is not there is a warning, since it may come later. By script, each list in
 * the order of the text; scripts without findings have an empty one. Scripts that no other includes
 * are where the run begins. At most `limits.includedScripts` scripts are looked at, and
 * `limits.diagnostics` findings of a kind told for each.
 */
export function checkIncludes(
  scripts: readonly NamedScript[],
  options: IncludeOptions = {},
): Map<NamedScript, Diagnostic[]> {
  const found = new Map(scripts.map((script) => [script, [] as Diagnostic[]]));
  const nodes = connect(scripts.slice(0, limits.includedScripts));
  const { reported = new Set(scripts) } = options;
  const report: Report = (path, target) => {
    const step = path.findLast(({ node }) => reported.has(node.script));
    const include = step?.node.edges[step.next - 1]?.include;
    const list = step === undefined ? undefined : found.get(step.node.script);
    if (include === undefined || list === undefined || list.length >= limits.diagnostics) return;
    if (list.some(({ from }) => from === include.at.from)) return;
    const circle = path.slice(path.findIndex(({ node }) => node === target));
    list.push(
      describeLoop(
        include,
        circle.map(({ node }) => node.script.name),
      ),
    );
  };
  for (const node of [...nodes.filter(({ included }) => !included), ...nodes]) {
    if (node.state === 'new') findLoops(node, report);
  }
  for (const node of nodes) {
    if (options.complete !== true || !reported.has(node.script)) continue;
    found.get(node.script)?.push(...findMissing(node));
  }
  for (const list of found.values()) list.sort((a, b) => a.from - b.from);
  return found;
}

function connect(scripts: readonly NamedScript[]): Node[] {
  const nodes = scripts.map(
    (script): Node => ({ script, edges: [], included: false, state: 'new' }),
  );
  const byName = new Map(nodes.map((node) => [keyOf(node.script), node]));
  for (const node of nodes) {
    for (const include of findIncludes(node.script.script)) {
      const target = byName.get(keyOf(include)) ?? null;
      node.edges.push({ include, target });
      if (target !== null && target !== node) target.included = true;
    }
  }
  return nodes;
}

function keyOf({ name, location }: Pick<NamedScript, 'name' | 'location'>): string {
  return `${location ?? 'personal'} ${name.replace(/\.sieve$/, '')}`;
}

/** A script under way, and the number of its includes that were followed. */
interface Step {
  readonly node: Node;
  next: number;
}

/** Told of the scripts under way, and which of them is included again. */
type Report = (path: readonly Step[], target: Node) => void;

/** Follows the includes depth first; one that leads back to a script under way closes a loop. */
function findLoops(start: Node, report: Report): void {
  const path: Step[] = [{ node: start, next: 0 }];
  start.state = 'open';
  for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
    const edge = top.node.edges[top.next++];
    if (edge === undefined) {
      top.node.state = 'done';
      path.pop();
      continue;
    }
    const { include, target } = edge;
    if (target === null) continue;
    if (target.state === 'open' && !include.once) {
      report(path, target);
    }
    if (target.state === 'new') {
      target.state = 'open';
      path.push({ node: target, next: 0 });
    }
  }
}

function describeLoop({ at }: Include, names: readonly string[]): Diagnostic {
  const [first = ''] = names;
  const shown = [...names, first].map((name) => `“${name}”`);
  const way =
    names.length === 1
      ? 'the script includes itself'
      : `the scripts include one another in a circle: ${shown.join(', ')}`;
  const message = `When this runs, it fails: ${way}. Remove the include, or add :once if the script shall run only the first time.`;
  return { code: 'include-loop', severity: 'error', message, from: at.from, to: at.to };
}

function findMissing(node: Node): Diagnostic[] {
  const found: Diagnostic[] = [];
  for (const { include, target } of node.edges) {
    if (found.length >= limits.diagnostics) break;
    const { at, name, location, optional } = include;
    if (target !== null || optional || location === 'global') continue;
    const message =
      `There is no script “${name}” here: when this runs and the server has none either, it fails. ` +
      'Check the name, or add :optional if it may be missing.';
    found.push({
      code: 'missing-include',
      severity: 'warning',
      message,
      from: at.from,
      to: at.to,
    });
  }
  return found;
}
