import { readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Dovecot, DovecotOptions } from '../../dovecot/ask-dovecot.ts';
import { sectionsOf } from '../../dovecot/config-tree.ts';
import {
  globalScripts,
  type ImapsieveRule,
  imapsieveRules,
  sieveSetting,
} from '../../dovecot/imapsieve-rule.ts';
import { bridgeProgram, callAction, pipedPrograms, purposeOf } from '../../dovecot/pipe-program.ts';
import { scriptFiles } from '../../dovecot/script-files.ts';
import { Failure } from '../../failure.ts';
import type { Terminal } from '../../terminal.ts';
import { binaryOf, compile } from '../setup/compile.ts';
import { broken, doubtful, fine, type Note, unlessOthersMay } from './note.ts';

const again = 'Run sievekit bridge setup: it writes and compiles that.';

/** The rules of imapsieve and the scripts that they name. */
export async function checkScripts(
  dovecot: Dovecot,
  options: DovecotOptions,
  terminal: Terminal,
): Promise<readonly Note[]> {
  const bin = sieveSetting(dovecot, 'sieve_pipe_bin_dir');
  const ours: ImapsieveRule[] = [];
  const others: ImapsieveRule[] = [];
  for (const rule of imapsieveRules(dovecot)) {
    const purpose = await purposeOf(rule, bin);
    if (purpose === 'bridge') ours.push(rule);
    if (purpose === 'learns') others.push(rule);
  }
  const notes = [...checkRule(ours), ...checkOthers(others), ...(await checkCause(dovecot))];
  const scripts = [...new Set(ours.map(({ before, after }) => before || after))];
  const global = await checkGlobal(dovecot);
  notes.push(...global.notes);
  for (const path of [...scripts, ...global.own]) {
    const access = await checkAccess(path);
    notes.push(access);
    if (access.status !== 'fail') notes.push(await checkBinary(path, options, terminal));
  }
  return notes;
}

function checkRule(ours: readonly ImapsieveRule[]): Note[] {
  const [rule] = ours;
  if (rule === undefined)
    return [broken('rule', 'no rule of imapsieve hands mail to the bridge', again)];
  if (ours.length > 1)
    return [
      broken(
        'rule',
        `${ours.length} rules hand mail to the bridge: Dovecot refuses the second pipe of a message`,
        'Leave one of them, for the mailbox *.',
      ),
    ];
  if (rule.mailbox !== '*' || rule.from !== '*')
    return [
      broken(
        'rule',
        `it is for mail from ${rule.from} into ${rule.mailbox} alone: the script must see each mailbox`,
        again,
      ),
    ];
  const lost = ['COPY', 'APPEND'].filter(
    (cause) => rule.causes.length > 0 && !rule.causes.includes(cause),
  );
  if (lost.length > 0) return [broken('rule', `it does not run for ${lost.join(' and ')}`, again)];
  return [fine('rule', `for each mailbox, ${rule.causes.join(' ') || 'any cause'}`)];
}

/** A rule from Junk that nothing keeps from firing on the way into Trash. */
function checkOthers(others: readonly ImapsieveRule[]): Note[] {
  const mend = 'Remove the older rule; sievekit bridge setup takes its place.';
  return others.map((rule) => {
    const way = `from ${rule.from} into ${rule.mailbox} (${rule.before || rule.after})`;
    return rule.mailbox === '*' && rule.from !== '*'
      ? broken(
          'older rule',
          `${way} teaches, too, and takes what is thrown into Trash for ham`,
          mend,
        )
      : broken('older rule', `${way} teaches, too: each move is learned twice`, mend);
  });
}

/** A script of 2.4 for imapsieve that says no cause runs at delivery, where it fails. */
async function checkCause({ series, config }: Dovecot): Promise<Note[]> {
  if (series === '2.3') return [];
  const notes: Note[] = [];
  for (const script of sectionsOf(config, 'sieve_script')) {
    const path = script.settings.get('path') ?? '';
    if (script.settings.get('cause') || script.settings.get('type') === 'personal') continue;
    if (sectionsOf(script, 'cause').length > 0) continue;
    const text = await readFile(path, 'utf8').catch(() => '');
    if (/"(vnd\.dovecot\.)?imapsieve"/.test(text))
      notes.push(
        broken(
          'cause',
          `the script ${script.name} says no cause: it runs at delivery, where imapsieve is an error`,
          `Write "cause = copy append" into sieve_script ${script.name}.`,
        ),
      );
  }
  return notes;
}

async function checkGlobal(dovecot: Dovecot): Promise<{ notes: Note[]; own: string[] }> {
  const notes: Note[] = [];
  const own: string[] = [];
  let files = false;
  for (const { label, path } of await scriptFiles(globalScripts(dovecot))) {
    const text = await readFile(path, 'utf8').catch(() => null);
    if (text === null) continue;
    if (/"X-Spam"/i.test(text)) files = true;
    if (/"X-Spam"/i.test(text) && !pipedPrograms(text).includes(bridgeProgram)) own.push(path);
    const other = /"(X-Spam-Status|X-Spam-Level|X-Spamd-Bar|X-Spamd-Result)"/i.exec(text)?.[1];
    if (other !== undefined)
      notes.push(
        doubtful(
          'X-Spam',
          `${label} (${path}) tests ${other}, which rspamd does not set by itself, or on other mail too`,
          'Test header :is "X-Spam" "Yes".',
        ),
      );
  }
  if (files) notes.push(fine('X-Spam', 'a global script looks at the header'));
  else if (notes.length === 0)
    notes.push(
      doubtful(
        'X-Spam',
        'no global script looks at the header X-Spam that rspamd sets: spam stays in the inbox',
        again,
      ),
    );
  return { notes, own };
}

/** Dovecot's users must be able to read a script, and to enter the folders above it. */
async function checkAccess(path: string): Promise<Note> {
  const found = await stat(path).catch(() => null);
  if (found === null) return broken('script', `${path} is not there`, again);
  const unread = broken('script', `not everybody may read ${path}`, `chmod 0644 ${path}`);
  const told = unlessOthersMay(found.mode, 4, unread);
  if (told !== null) return told;
  for (let folder = dirname(path); folder !== dirname(folder); folder = dirname(folder)) {
    const { mode } = await stat(folder);
    const detail = `not everybody may enter ${folder}, where scripts are`;
    const shut = unlessOthersMay(mode, 1, broken('script', detail, `chmod a+x ${folder}`));
    if (shut !== null) return shut;
  }
  return fine('script', path);
}

async function checkBinary(
  path: string,
  options: DovecotOptions,
  terminal: Terminal,
): Promise<Note> {
  const binary = binaryOf(path);
  const mend = `sievec ${path}`;
  try {
    const fresh = await compile(path, options, terminal);
    const [source, found] = [await stat(path), await stat(binary).catch(() => null)];
    if (found === null)
      return doubtful('compiled', `${binary} is missing: Dovecot compiles it for each mail`, mend);
    const unread = broken('compiled', `not everybody may read ${binary}`, `chmod 0644 ${binary}`);
    const told = unlessOthersMay(found.mode, 4, unread);
    if (told !== null) return told;
    if (found.mtimeMs < source.mtimeMs)
      return doubtful('compiled', `${binary} is older than its script`, mend);
    if (!(await readFile(binary)).equals(fresh))
      return broken('compiled', `${binary} is not what this Dovecot compiles: it is stale`, mend);
    return fine('compiled', binary);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return broken('compiled', error.message, 'Mend what it says, or run sievekit bridge setup.');
  }
}

/** Where Dovecot looks for the bridge; null where no folder is configured. */
export function socketPlace(dovecot: Dovecot): string | null {
  const folder = sieveSetting(dovecot, `sieve_${callAction(dovecot)}_socket_dir`);
  if (folder === '') return null;
  return join(dovecot.config.settings.get('base_dir') ?? '/run/dovecot', folder, bridgeProgram);
}
