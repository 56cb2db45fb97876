import { type ExitCode, Failure } from '../failure.ts';
import type { Terminal } from '../terminal.ts';
import type { RemoteOptions } from './account.ts';
import { findPlace, type Side } from './diff-side.ts';
import { showDiff, type Titled, unifiedDiff } from './script-diff.ts';
import { showJson, showName } from './show-name.ts';

/** One script on both sides. */
interface Difference {
  readonly name: string;
  readonly change: 'same' | 'changed' | 'only-left' | 'only-right';
  /** What `changed` compares. */
  readonly sides?: readonly [Titled, Titled];
}

/**
 * `sievekit remote diff`: what is different between accounts, folders and files, which one is
 * active included.
 *
 * @returns 1 when something is different
 */
export async function diffScripts(
  left: string,
  right: string,
  options: RemoteOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const [from, to] = [
    await findPlace(left, options, terminal),
    await findPlace(right, options, terminal),
  ];
  const [a, b] = await Promise.all([
    from.read(from.script ?? to.script, to.owner),
    to.read(to.script ?? from.script, from.owner),
  ]);
  const differences =
    from.script !== null || to.script !== null
      ? [compareOne(a, from.script ?? to.script ?? '', b, to.script ?? from.script ?? '')]
      : compareAll(a, b);
  const active =
    a.active !== undefined && b.active !== undefined && a.active !== b.active
      ? { left: a.active, right: b.active }
      : null;
  const same = active === null && differences.every(({ change }) => change === 'same');
  if (options.json) {
    terminal.out(showJson({ same, active, scripts: differences.map(toJson) }));
  } else {
    for (const difference of differences) print(difference, a, b, terminal);
    if (active !== null) {
      terminal.out(`Active in ${a.label}: ${describe(active.left)}\n`);
      terminal.out(`Active in ${b.label}: ${describe(active.right)}\n`);
    }
  }
  return same ? 0 : 1;
}

function describe(name: string | null): string {
  return name === null ? 'no script' : showName(name);
}

function compareAll(a: Side, b: Side): Difference[] {
  const names = [...new Set([...a.scripts.keys(), ...b.scripts.keys()])].sort();
  return names.map((name): Difference => {
    if (!b.scripts.has(name)) return { name, change: 'only-left' };
    if (!a.scripts.has(name)) return { name, change: 'only-right' };
    return compareOne(a, name, b, name);
  });
}

function compareOne(a: Side, from: string, b: Side, to: string): Difference {
  const [old, now] = [scriptOf(a, from), scriptOf(b, to)];
  if (Buffer.compare(old, now) === 0) return { name: to, change: 'same' };
  const sides = [[titleOf(a, from), old] as const, [titleOf(b, to), now] as const] as const;
  return { name: to, change: 'changed', sides };
}

/** `diff` lacks where scripts cannot be compared line by line. */
function toJson({ name, change, sides }: Difference) {
  const diff = sides === undefined ? null : unifiedDiff(...sides);
  return { name, change, ...(diff !== null && { diff }) };
}

function scriptOf(side: Side, name: string): Uint8Array {
  const script = side.scripts.get(name);
  if (script !== undefined) return script;
  throw new Failure(`${side.label} has no script ${showName(name)}.`);
}

function titleOf({ label, isFile }: Side, name: string): string {
  return isFile ? label : `${label}/${showName(name)}`;
}

function print({ name, change, sides }: Difference, a: Side, b: Side, terminal: Terminal): void {
  if (sides !== undefined) terminal.out(showDiff(...sides, terminal));
  if (change === 'only-left') terminal.out(`Only in ${a.label}: ${showName(name)}\n`);
  if (change === 'only-right') terminal.out(`Only in ${b.label}: ${showName(name)}\n`);
}
