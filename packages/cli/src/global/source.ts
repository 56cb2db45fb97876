import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { check, findProfile, type Profile, renderDiagnostic } from '@sievekit/parser';
import { decodeScript } from '../check/decode-script.ts';
import type { Dovecot } from '../dovecot/ask-dovecot.ts';
import { sieveList } from '../dovecot/imapsieve-rule.ts';
import { Failure } from '../failure.ts';
import type { Terminal } from '../terminal.ts';
import { testFiles } from '../test/test-files.ts';
import { readScripts } from './version-store.ts';

/**
 * The scripts of a folder that is to be deployed.
 *
 * @throws {Failure} when there are none
 */
export async function readSource(folder: string): Promise<ReadonlyMap<string, Buffer>> {
  const scripts = await readScripts(folder);
  if (scripts.size > 0) return scripts;
  throw new Failure(`${folder} holds no scripts: their names end in .sieve.`);
}

/** What global scripts may use on this Dovecot: what its profile has, and what is switched on. */
export function profileOf(dovecot: Dovecot): Profile {
  const base = findProfile(dovecot.series === '2.3' ? 'pigeonhole-0.5' : 'pigeonhole-2.4');
  const words = ['sieve_global_extensions', 'sieve_extensions'].flatMap((name) =>
    sieveList(dovecot, name),
  );
  const isImap = sieveList(dovecot, 'sieve_plugins').includes('sieve_imapsieve');
  const added = [
    ...words.filter((word) => !word.startsWith('-')).map((word) => word.replace(/^\+/, '')),
    ...(isImap ? ['imapsieve', 'vnd.dovecot.imapsieve'] : []),
  ];
  return { ...base, capabilities: [...new Set([...(base.capabilities ?? []), ...added])] };
}

/**
 * Checks the scripts, and prints what is wrong.
 *
 * @returns whether there is no error
 */
export function checkSource(
  folder: string,
  scripts: ReadonlyMap<string, Buffer>,
  profile: Profile,
  terminal: Terminal,
): boolean {
  let isFine = true;
  for (const [name, bytes] of scripts) {
    const path = join(folder, name);
    const { text, diagnostics } = decodeScript(bytes, path);
    for (const one of [...diagnostics, ...check(text, { profile })]) {
      if (one.severity === 'note') continue;
      if (one.severity === 'error') isFine = false;
      terminal.out(`${renderDiagnostic(text, one, { path, color: terminal.color })}\n\n`);
    }
  }
  return isFine;
}

/**
 * Runs the test files that stand beside the scripts or below; none is well.
 *
 * @returns whether all passed
 */
export async function testSource(folder: string, terminal: Terminal): Promise<boolean> {
  const names = await readdir(folder, { recursive: true });
  if (!names.some((name) => name.endsWith('.svtest'))) {
    terminal.out(`${folder} holds no test files (.svtest): nothing was tested.\n`);
    return true;
  }
  return (await testFiles([folder], {}, terminal)) === 0;
}
