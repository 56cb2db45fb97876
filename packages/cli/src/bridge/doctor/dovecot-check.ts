import type { Dovecot } from '../../dovecot/ask-dovecot.ts';
import { type ConfigSection, listOf, sectionsOf } from '../../dovecot/config-tree.ts';
import { mailboxesOf, ruleNumbers, sieveList, sieveSetting } from '../../dovecot/imapsieve-rule.ts';
import { callAction } from '../../dovecot/pipe-program.ts';
import { broken, doubtful, fine, type Note } from './note.ts';

const again = 'Run sievekit bridge setup: it writes that.';

/** What Dovecot's configuration says, as far as no file is needed. */
export function checkDovecot(dovecot: Dovecot): readonly Note[] {
  const { error, version, series, file } = dovecot;
  if (error !== null) return [refused(dovecot)];
  return [
    fine('configuration', `Dovecot ${version}, ${file}`),
    checkOrder(dovecot),
    checkImap(dovecot),
    ...checkList(dovecot, 'sieve_plugins', ['sieve_imapsieve', 'sieve_extprograms']),
    checkExtensions(dovecot),
    checkDelivery(dovecot),
    checkSpecialUse(dovecot, 'Junk'),
    checkSpecialUse(dovecot, 'Trash'),
    checkAction(dovecot),
    checkTime(dovecot),
    ...(series === '2.3' ? [checkNumbers(dovecot)] : []),
  ];
}

function refused({ error, version, series }: Dovecot): Note {
  const isOld =
    series === '2.4' && /plugin|dovecot_config_version|Unknown setting/.test(error ?? '');
  return broken(
    'configuration',
    `Dovecot ${version} refuses it: ${error}`,
    isOld
      ? 'It is written for 2.3. Bring it to 2.4; sievekit bridge setup --from OLD-FILE takes over the rules for imapsieve.'
      : 'Mend that line; doveconf -n shows whether Dovecot takes it.',
  );
}

function checkOrder({ warnings, config }: Dovecot): Note {
  const name = 'plugin order';
  const warning = warnings.find((line) => line.includes('mail_plugins'));
  const mend =
    'Set mail_plugins before the first "protocol … { }", and begin with $mail_plugins there.';
  if (warning !== undefined) return broken(name, warning.replace(/^Warning: /, ''), mend);
  const everywhere = listOf(config, 'mail_plugins');
  const here = pluginsOf(config, 'imap');
  const lost = everywhere.filter((plugin) => !here.includes(plugin));
  if (lost.length === 0) return fine(name, 'IMAP loads all plugins of mail_plugins');
  return doubtful(name, `IMAP does not load ${lost.join(', ')}, which mail_plugins names`, mend);
}

/** Those of a protocol: its own setting stands in for the global one in 2.3, and adds to it in 2.4. */
function pluginsOf(config: ConfigSection, protocol: string): readonly string[] {
  const [own] = sectionsOf(config, 'protocol', protocol);
  const everywhere = listOf(config, 'mail_plugins');
  if (own === undefined) return everywhere;
  if (own.settings.has('mail_plugins')) return listOf(own, 'mail_plugins');
  return [...everywhere, ...listOf(own, 'mail_plugins')];
}

function checkImap({ config }: Dovecot): Note {
  const plugins = pluginsOf(config, 'imap');
  if (plugins.includes('antispam'))
    return broken(
      'imap_sieve',
      'the plugin antispam is loaded beside it: each move is learned in two ways',
      'Take antispam out of mail_plugins of protocol imap.',
    );
  if (plugins.includes('imap_sieve')) return fine('imap_sieve', 'loaded for IMAP');
  return broken(
    'imap_sieve',
    'IMAP does not load the plugin imap_sieve: no script ever runs',
    again,
  );
}

function checkList(dovecot: Dovecot, name: string, wanted: readonly string[]): Note[] {
  const present = sieveList(dovecot, name);
  return wanted.map((one) =>
    present.includes(one)
      ? fine(one, 'loaded')
      : broken(one, `${name} does not load ${one}`, again),
  );
}

function checkExtensions(dovecot: Dovecot): Note {
  const wanted = [`vnd.dovecot.${callAction(dovecot)}`, 'vnd.dovecot.environment', 'special-use'];
  const words = ['sieve_global_extensions', 'sieve_extensions']
    .flatMap((name) => sieveList(dovecot, name))
    .map((word) => word.replace(/^\+/, ''));
  const lost = wanted.filter((name) => !words.includes(name));
  if (lost.length === 0) return fine('extensions', wanted.join(', '));
  return broken(
    'extensions',
    `global scripts may not use ${lost.join(', ')}: the script does not compile`,
    again,
  );
}

function checkAction(dovecot: Dovecot): Note {
  if (callAction(dovecot) === 'execute')
    return fine('execute', 'the script sees whether it worked');
  return doubtful(
    'execute',
    'only vnd.dovecot.pipe is allowed: what the daemon does not take is lost',
    again,
  );
}

function checkDelivery({ config }: Dovecot): Note {
  const protocols = ['lmtp', 'lda'].filter((name) => pluginsOf(config, name).includes('sieve'));
  if (protocols.length > 0) return fine('delivery', `Sieve runs in ${protocols.join(' and ')}`);
  return doubtful(
    'delivery',
    'no delivery runs Sieve: what rspamd marks is not filed into Junk',
    'Add sieve to mail_plugins of protocol lmtp (or lda).',
  );
}

function checkSpecialUse({ config }: Dovecot, use: 'Junk' | 'Trash'): Note {
  const found = mailboxesOf(config).filter(({ settings }) =>
    (settings.get('special_use') ?? '').split(' ').includes(`\\${use}`),
  );
  if (found.length > 0) return fine(use, `\\${use} is ${found.map(({ name }) => name).join(', ')}`);
  const mend = `Put "mailbox ${use} { auto = subscribe; special_use = \\${use} }", a setting a line, into the namespace of the inbox.`;
  const what = `no mailbox has special_use = \\${use}`;
  if (use === 'Junk') return broken(use, `${what}: nothing counts as Junk`, mend);
  return doubtful(use, `${what}: what is thrown away from Junk is learned as ham`, mend);
}

function checkTime(dovecot: Dovecot): Note {
  const setting = `sieve_${callAction(dovecot)}_exec_timeout`;
  const given = sieveSetting(dovecot, setting) || '10s';
  const [, amount = '0', unit = 's'] = /^(\d+)\s*(ms|milli|m|h|s)?/.exec(given) ?? [];
  const seconds = Number(amount) * ({ ms: 0.001, milli: 0.001, m: 60, h: 3600 }[unit] ?? 1);
  if (seconds >= 5 && seconds <= 60) return fine('time', `${setting} = ${given}`);
  return doubtful(
    'time',
    `${setting} = ${given}: ${seconds >= 5 || seconds === 0 ? 'a hook that hangs keeps people waiting' : 'a slow disk makes learnings fail'}`,
    `Set ${setting} = 10s, or leave it out.`,
  );
}

function checkNumbers({ config }: Dovecot): Note {
  const numbers = ruleNumbers(config);
  const behind = numbers.filter((number, index) => number !== index + 1);
  if (behind.length === 0) return fine('numbers', `${numbers.length} imapsieve_mailbox rules`);
  return broken(
    'numbers',
    `imapsieve_mailbox${behind.join(', ')} stand behind a gap: Dovecot stops at the first number that is missing`,
    'Number the rules from 1 without a gap.',
  );
}
