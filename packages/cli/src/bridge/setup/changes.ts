import { showDiff } from '../../remote/script-diff.ts';
import type { Terminal } from '../../terminal.ts';
import { digest, type Manifest, readIfThere } from './manifest.ts';
import type { PlannedFile } from './plan.ts';

/** A file that changes. Without `next` it goes away. */
export interface Change {
  readonly path: string;
  readonly old: Buffer | null;
  readonly next: PlannedFile | null;
}

/** What would change, and what must not. */
export interface Changes {
  readonly changes: readonly Change[];
  /** Files that are not ours, or not as setup left them: nothing may be written. */
  readonly foreign: readonly string[];
}

/** Compares what is planned to what is there. */
export async function findChanges(
  planned: readonly PlannedFile[],
  manifest: Manifest,
): Promise<Changes> {
  const changes: Change[] = [];
  const foreign: string[] = [];
  for (const next of planned) {
    const old = await readIfThere(next.path);
    if (old === null) changes.push({ path: next.path, old, next });
    else if (next.isSeed || old.equals(Buffer.from(next.text))) continue;
    else if (manifest.files.get(next.path) === digest(old))
      changes.push({ path: next.path, old, next });
    else foreign.push(next.path);
  }
  const wanted = new Set(planned.map(({ path }) => path));
  for (const [path, sum] of manifest.files) {
    if (wanted.has(path)) continue;
    const old = await readIfThere(path);
    if (old !== null && digest(old) === sum) changes.push({ path, old, next: null });
  }
  return { changes, foreign };
}

/** The differences, as `diff -u` writes them. */
export function showChanges(changes: readonly Change[], terminal: Terminal): void {
  for (const { path, old, next } of changes) {
    const from = old === null ? '/dev/null' : path;
    const to = next === null ? '/dev/null' : path;
    terminal.out(showDiff([from, old], [to, next && Buffer.from(next.text)], terminal));
  }
}
