import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compileScript, type DovecotOptions } from '../../dovecot/ask-dovecot.ts';
import { Failure } from '../../failure.ts';
import { showText } from '../../remote/show-name.ts';
import type { Terminal } from '../../terminal.ts';
import { type UndoLog, writeWhole } from './apply.ts';
import { readIfThere } from './manifest.ts';

/** The file that Dovecot reads instead of a script. */
export function binaryOf(script: string): string {
  return script.replace(/\.sieve$/, '.svbin');
}

/**
 * Compiles the scripts aside, and puts what differs from the binaries there in its place: Dovecot's
 * users may not write there themselves.
 *
 * @throws {Failure} with the compiler's words
 */
export async function compileScripts(
  scripts: readonly string[],
  options: DovecotOptions,
  terminal: Terminal,
  log: UndoLog,
): Promise<void> {
  for (const script of scripts) {
    const binary = binaryOf(script);
    const [old, next] = [await readIfThere(binary), await compile(script, options, terminal)];
    if (old?.equals(next) && (await isFresh(script, binary))) continue;
    await writeWhole(binary, next, 0o644);
    log.steps.push(() =>
      old === null ? rm(binary, { force: true }) : writeWhole(binary, old, 0o644),
    );
  }
}

/** Whether the binary is not older than its script. */
async function isFresh(script: string, binary: string): Promise<boolean> {
  const times = await Promise.all([stat(script), stat(binary)]).catch(() => null);
  return times !== null && times[1].mtimeMs >= times[0].mtimeMs;
}

/**
 * Compiles a script aside.
 *
 * @returns the binary
 * @throws {Failure} with the compiler's words
 */
export async function compile(
  script: string,
  options: DovecotOptions,
  terminal: Terminal,
): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), 'sievekit-'));
  try {
    const binary = join(folder, 'script.svbin');
    const { status, err } = await compileScript(script, binary, options, terminal);
    const content = status === 0 ? await readFile(binary).catch(() => null) : null;
    if (content !== null) return content;
    throw new Failure(`sievec refuses ${script}:\n${showText(err).trimEnd()}`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
