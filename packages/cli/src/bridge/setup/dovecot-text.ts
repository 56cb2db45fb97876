import type { Dovecot, Series } from '../../dovecot/ask-dovecot.ts';
import {
  globalScripts,
  type ImapsieveRule,
  pluginSettings,
  sieveList,
  sieveSetting,
} from '../../dovecot/imapsieve-rule.ts';

/** What the configuration of Dovecot is to say. */
export interface HookSettings {
  readonly bridgeScript: string;
  /** Null where what rspamd marks is filed by something else. */
  readonly spamScript: string | null;
  readonly socketFolder: string;
  readonly binFolder: string;
  /** Whether keywords teach too: then the script runs whenever a flag changes. */
  readonly keywords: boolean;
  /** The rules that stay beside ours. */
  readonly otherRules: readonly ImapsieveRule[];
  /** Of an older configuration, for 2.4: global scripts that are to run as before, by their files. */
  readonly otherScripts: Readonly<Record<'before' | 'after', readonly string[]>>;
  /** Settings of an older configuration that 2.4 has under the same names. */
  readonly otherSettings: ReadonlyMap<string, string>;
  readonly extensions: readonly string[];
  readonly plugins: readonly string[];
}

const extensions = ['vnd.dovecot.execute', 'vnd.dovecot.environment', 'special-use'];
const plugins = ['sieve_imapsieve', 'sieve_extprograms'];

const head = [
  '# Written by "sievekit bridge setup". Run that again to change it, with --undo to remove it.',
  '# It is to be read after all else that sets something of Sieve.',
  '',
];

/** The file for Dovecot. It adds to what `dovecot` says, and is the same when it is made again. */
export function writeDovecotText(settings: HookSettings, dovecot: Dovecot): string {
  const lines: Readonly<Record<Series, () => string[]>> = {
    '2.3': () => lines23(settings, dovecot),
    '2.4': () => lines24(settings),
  };
  return [...head, ...lines[dovecot.series](), ''].join('\n');
}

function lines23(settings: HookSettings, dovecot: Dovecot): string[] {
  const wanted = [...extensions, ...settings.extensions].map((name) => `+${name}`);
  const present = sieveList(dovecot, 'sieve_global_extensions');
  return [
    'protocol imap {',
    '  mail_plugins = $mail_plugins imap_sieve',
    '}',
    'plugin {',
    `  sieve_plugins = ${union(sieveList(dovecot, 'sieve_plugins'), [...plugins, ...settings.plugins])}`,
    `  sieve_global_extensions = ${addExtensions(present, wanted)}`,
    `  sieve_execute_socket_dir = ${settings.socketFolder}`,
    `  sieve_execute_bin_dir = ${settings.binFolder}`,
    ...(settings.spamScript === null ? [] : [`  ${spamLine(settings.spamScript, dovecot)}`]),
    ...rules23(settings, dovecot),
    '}',
  ];
}

function union(present: readonly string[], wanted: readonly string[]): string {
  return [...new Set([...present, ...wanted])].join(' ');
}

/** What is listed without `+` is all that there is; then ours is listed the same way. */
function addExtensions(present: readonly string[], wanted: readonly string[]): string {
  const isWhole = present.some((name) => /^[^+-]/.test(name));
  const named = wanted.map((name) => (isWhole ? name.slice(1) : name));
  const others = present.filter((name) => !wanted.includes(name.replace(/^-/, '+')));
  return union(others, named);
}

/** The place where the script stands already, or the first one that is free. */
function spamLine(script: string, dovecot: Dovecot): string {
  const present = globalScripts(dovecot);
  const own = present.find(({ path }) => path === script);
  const free = present.length === 0 ? 'sieve_before' : `sieve_before${present.length + 1}`;
  return `${own?.label ?? free} = ${script}`;
}

/** Ours first; what is not to run any more is named empty, which ends the list. */
function rules23(settings: HookSettings, { config }: Dovecot): string[] {
  const plugin = pluginSettings(config);
  const rules = [ownRule(settings), ...settings.otherRules];
  const used = [...plugin.keys()]
    .map((key) => Number(/^imapsieve_mailbox(\d+)_/.exec(key)?.[1] ?? 0))
    .reduce((most, number) => Math.max(most, number), 0);
  const count = Math.max(rules.length, used);
  return Array.from({ length: count }, (_, index) => index).flatMap((index) => {
    const rule = rules[index];
    const key = (name: string): string => `  imapsieve_mailbox${index + 1}_${name}`;
    if (rule === undefined) return [`${key('name')} =`];
    const pairs: [string, string][] = [
      ['name', rule.mailbox],
      ['from', rule.from === '*' ? '' : rule.from],
      ['causes', rule.causes.join(' ')],
      ['before', rule.before === '' ? '' : `file:${rule.before}`],
      ['after', rule.after === '' ? '' : `file:${rule.after}`],
    ];
    return (
      pairs
        // What stands elsewhere in the configuration must be overridden.
        .filter(([name, value]) => value !== '' || plugin.has(key(name).trim()))
        .map(([name, value]) => `${key(name)} = ${value}`.trimEnd())
    );
  });
}

function ownRule({ bridgeScript, keywords }: HookSettings): ImapsieveRule {
  const causes = keywords ? ['COPY', 'APPEND', 'FLAG'] : ['COPY', 'APPEND'];
  return { label: '1', mailbox: '*', from: '*', causes, before: bridgeScript, after: '' };
}

function lines24(settings: HookSettings): string[] {
  const yes = (title: string, names: readonly string[], indent = ''): string[] => [
    `${indent}${title} {`,
    ...[...new Set(names)].map((name) => `${indent}  ${name} = yes`),
    `${indent}}`,
  ];
  return [
    'protocol imap {',
    ...yes('mail_plugins', ['imap_sieve'], '  '),
    '}',
    ...yes('sieve_plugins', [...plugins, ...settings.plugins]),
    ...yes('sieve_global_extensions', [...extensions, ...settings.extensions]),
    `sieve_execute_socket_dir = ${settings.socketFolder}`,
    `sieve_execute_bin_dir = ${settings.binFolder}`,
    ...script24('sievekit-bridge', 'before', settings.bridgeScript, ownRule(settings).causes),
    ...(settings.spamScript === null
      ? []
      : script24('sievekit-spam', 'before', settings.spamScript, [])),
    ...[...settings.otherSettings].map(([name, value]) => `${name} = ${value}`),
    ...(['before', 'after'] as const).flatMap((type) =>
      settings.otherScripts[type].flatMap((path, index) =>
        script24(`migrated-${type}-${index + 1}`, type, path, []),
      ),
    ),
    ...settings.otherRules.flatMap(migratedRule),
  ];
}

function script24(
  name: string,
  type: 'before' | 'after',
  path: string,
  causes: readonly string[],
): string[] {
  return [
    `sieve_script ${name} {`,
    `  type = ${type}`,
    ...(causes.length === 0 ? [] : [`  cause = ${causes.join(' ').toLowerCase()}`]),
    `  path = ${path}`,
    '}',
  ];
}

/** A rule of 2.3 as 2.4 wants it: inside of its mailbox, and of the one that mail comes from. */
function migratedRule(rule: ImapsieveRule): string[] {
  const causes = rule.causes.length === 0 ? ['COPY', 'APPEND', 'FLAG'] : rule.causes;
  const scripts = (['before', 'after'] as const).flatMap((type) =>
    rule[type] === '' ? [] : script24(`migrated-${rule.label}-${type}`, type, rule[type], causes),
  );
  return enclose('mailbox', rule.mailbox, enclose('imapsieve_from', rule.from, scripts));
}

function enclose(kind: string, name: string, lines: string[]): string[] {
  if (name === '*' || lines.length === 0) return lines;
  return [`${kind} "${name}" {`, ...lines.map((line) => `  ${line}`), '}'];
}

/** Where Dovecot looks for sockets and programs: as it is configured, or our own choice. */
export function programFolders(
  dovecot: Dovecot,
  binFolder: string,
): { readonly socketFolder: string; readonly binFolder: string } {
  return {
    socketFolder: sieveSetting(dovecot, 'sieve_execute_socket_dir') || 'sieve-pipe',
    binFolder: sieveSetting(dovecot, 'sieve_execute_bin_dir') || binFolder,
  };
}
