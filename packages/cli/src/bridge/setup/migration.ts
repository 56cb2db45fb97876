import type { Dovecot } from '../../dovecot/ask-dovecot.ts';
import {
  type GlobalScript,
  type ImapsieveRule,
  numberedScripts,
  pluginSettings,
  sieveList,
} from '../../dovecot/imapsieve-rule.ts';
import { scriptFiles } from '../../dovecot/script-files.ts';
import type { HookSettings } from './dovecot-text.ts';

/** What 2.4 takes over from a configuration of 2.3, beside the rules. */
export type Migrated = Pick<
  HookSettings,
  'otherScripts' | 'otherSettings' | 'extensions' | 'plugins'
>;

/** Nothing to take over. */
export const nothingMigrated: Migrated = {
  otherScripts: { before: [], after: [] },
  otherSettings: new Map(),
  extensions: [],
  plugins: [],
};

const sameNames = /^sieve_(pipe|filter|execute)_(bin_dir|socket_dir|exec_timeout|input_eol)$/;

/** Global scripts, extensions, plugins, and where programs are. */
export async function readMigrated({ config, ...rest }: Dovecot): Promise<Migrated> {
  const old = { config, ...rest };
  // Ours are written anyway.
  const own = /^sieve_execute_(bin|socket)_dir$/;
  const settings = [...pluginSettings(config)].filter(
    ([name, value]) => sameNames.test(name) && !own.test(name) && value !== '',
  );
  return {
    otherScripts: {
      before: await filesOf(numberedScripts(config, 'sieve_before')),
      after: await filesOf(numberedScripts(config, 'sieve_after')),
    },
    otherSettings: new Map(settings),
    extensions: sieveList(old, 'sieve_global_extensions')
      .filter((word) => !word.startsWith('-'))
      .map((word) => word.replace(/^\+/, '')),
    plugins: sieveList(old, 'sieve_plugins'),
  };
}

async function filesOf(scripts: readonly GlobalScript[]): Promise<readonly string[]> {
  return (await scriptFiles(scripts)).map(({ path }) => path);
}

/** The scripts that go on, which 2.4 wants compiled anew. */
export function migratedFiles(
  { otherScripts }: Migrated,
  rules: readonly ImapsieveRule[],
): readonly string[] {
  const paths = [
    ...otherScripts.before,
    ...otherScripts.after,
    ...rules.flatMap(({ before, after }) => [before, after]),
  ];
  return paths.filter((path) => path.endsWith('.sieve'));
}
