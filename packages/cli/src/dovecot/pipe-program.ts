import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Dovecot } from './ask-dovecot.ts';
import { type ImapsieveRule, sieveList } from './imapsieve-rule.ts';

/** The name by which scripts call the bridge. */
export const bridgeProgram = 'sievekit-bridge';
/** The name by which they call the emergency spooler, where the bridge does not take a message. */
export const spoolProgram = 'sievekit-spool';

/**
 * How scripts may call programs. `execute` can tell whether it worked, and is taken where both are
 * allowed.
 */
export function callAction(dovecot: Dovecot): 'execute' | 'pipe' {
  const words = sieveList(dovecot, 'sieve_global_extensions').join(' ');
  return words.includes('vnd.dovecot.execute') || !words.includes('vnd.dovecot.pipe')
    ? 'execute'
    : 'pipe';
}

/** What the script of a rule does with mail, as far as it can be read. */
export type Purpose =
  /** It hands it to the bridge. */
  | 'bridge'
  /** It teaches rspamd in some other way. */
  | 'learns'
  /** Something else, or not known. */
  | 'other';

/** What teaches rspamd, in a program or in the line of a script that calls it. */
const teaching = /rspamc|learn_?-?(spam|ham)|rspamd/i;
const teachingName =
  /(learn|report|train)[-_]?(as[-_])?(spam|ham|junk)|(spam|ham)[-_]?(learn|train)/i;
/** Programs for other filters, which rules go on serving. */
const foreign = /sa-learn|\bspamc\b|dspam|bogofilter|crm114/i;

/**
 * What a rule is for: its scripts are read, and the programs in `binFolder` that they pipe to. What
 * cannot be read is judged by its name.
 */
export async function purposeOf(rule: ImapsieveRule, binFolder: string): Promise<Purpose> {
  const found: Purpose[] = [];
  for (const path of [rule.before, rule.after]) {
    if (path !== '') found.push(await purposeOfScript(path, binFolder));
  }
  return found.find((purpose) => purpose !== 'other') ?? 'other';
}

async function purposeOfScript(path: string, binFolder: string): Promise<Purpose> {
  const text = await readText(path);
  if (text === null) return teachingName.test(path) ? 'learns' : 'other';
  const programs = pipedPrograms(text);
  if (programs.includes(bridgeProgram)) return 'bridge';
  for (const name of programs) {
    const program = await readText(join(binFolder || '/nonexistent', name));
    const told = program ?? name;
    if (foreign.test(told)) continue;
    if (teaching.test(told) || (program === null && teachingName.test(name))) return 'learns';
  }
  return 'other';
}

/** The programs that a script pipes to: constant strings, which the language wants. */
export function pipedPrograms(script: string): readonly string[] {
  const code = script.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*#.*$/gm, '');
  return [...code.matchAll(/\b(?:pipe|filter|execute)\b[^;"]*"([^"]*)"/g)].map(
    ([, name = '']) => name,
  );
}

async function readText(path: string): Promise<string | null> {
  return await readFile(path, 'utf8').catch(() => null);
}
