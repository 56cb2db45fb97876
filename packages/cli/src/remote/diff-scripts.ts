import { FILE_HEADERS_ONLY, formatPatch, structuredPatch } from 'diff';
import { type ExitCode, Failure } from '../failure.ts';
import { maxDiffTime } from '../limits.ts';
import type { Terminal } from '../terminal.ts';
import type { RemoteOptions } from './account.ts';
import { findPlace, type Side } from './diff-side.ts';
import { showName, showText } from './show-name.ts';

/** One script on both sides; `diff --json` prints a list of them. */
interface Difference {
  readonly name: string;
  readonly change: 'same' | 'changed' | 'only-left' | 'only-right';
  /** Unified; lacks where one of them is no UTF-8. */
  readonly diff?: string;
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
    from.read(from.script ?? to.script),
    to.read(to.script ?? from.script),
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
    terminal.out(`${JSON.stringify({ same, active, scripts: differences }, null, 2)}\n`);
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
  const texts = [old, now].map(decode);
  const [before, after] = texts;
  if (before == null || after == null) return { name: to, change: 'changed' };
  const patch = structuredPatch(
    titleOf(a, from),
    titleOf(b, to),
    before,
    after,
    undefined,
    undefined,
    { context: 3, timeout: maxDiffTime },
  );
  if (patch === undefined) return { name: to, change: 'changed' };
  return { name: to, change: 'changed', diff: formatPatch(patch, FILE_HEADERS_ONLY) };
}

function scriptOf(side: Side, name: string): Uint8Array {
  const script = side.scripts.get(name);
  if (script !== undefined) return script;
  throw new Failure(`${side.label} has no script ${showName(name)}.`);
}

function titleOf({ label, isFile }: Side, name: string): string {
  return isFile ? label : `${label}/${showName(name)}`;
}

function decode(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

function print({ name, change, diff }: Difference, a: Side, b: Side, terminal: Terminal): void {
  if (change === 'same') return;
  if (change !== 'changed') {
    const { label } = change === 'only-left' ? a : b;
    terminal.out(`Only in ${label}: ${showName(name)}\n`);
    return;
  }
  if (diff === undefined) {
    const [from, to] = [titleOf(a, name), titleOf(b, name)];
    terminal.out(`${from} and ${to} differ, and cannot be compared line by line.\n`);
    return;
  }
  terminal.out(paint(terminal.screen.out ? showDiff(diff) : diff, terminal.color));
}

/** Where line ends differ, they are shown; nobody would see the difference otherwise. */
function showDiff(diff: string): string {
  const lines = diff
    .split('\n')
    .filter((line) => /^[-+ ]/.test(line) && !/^(---|\+\+\+) /.test(line));
  const ends = new Set(lines.map((line) => line.endsWith('\r')));
  return showText(ends.size > 1 ? diff.replaceAll('\r\n', '\\r\n') : diff);
}

const colors: Readonly<Record<string, string>> = { '+': '32', '-': '31', '@': '36' };

function paint(diff: string, color: boolean): string {
  if (!color) return diff;
  return diff.replace(/^[-+@].*$/gm, (line) => `\u001b[${colors[line[0] ?? '']}m${line}\u001b[m`);
}
