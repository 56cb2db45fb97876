import { chmod, readFile, rename, symlink, unlink, utimes, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { rspamdPassword } from '../lab/rspamd.ts';

/** Where the parts of a set-up are. */
export interface Places {
  root: string;
  folder: string;
  /** Our file of Dovecot's configuration. */
  conf: string;
  script: string;
  link: string;
  spooler: string;
  config: string;
  password: string;
}

/** A way to break it, and what must be found then. */
export interface BrokenCase {
  what: string;
  /** Breaks it. What it gives back mends it again. */
  break(places: Places): Promise<() => Promise<unknown>>;
  finds: string;
  status?: 'warn';
  says: RegExp;
  only?: 'dovecot' | 'dovecot24';
}

/** Changes a file for the time of a case. */
async function edit(path: string, change: (text: string) => string): Promise<() => Promise<void>> {
  const before = await readFile(path, 'utf8');
  const after = change(before);
  if (after === before) throw new Error(`nothing changes in ${path}`);
  await writeFile(path, after);
  return () => writeFile(path, before);
}

const drop = (line: RegExp) => (text: string) => text.replace(line, '');
const editConf = (change: (text: string) => string) => (places: Places) =>
  edit(places.conf, change);

const mode =
  (place: 'script' | 'root' | 'spooler', other: number, usual: number) =>
  async (places: Places) => {
    await chmod(places[place], other);
    return () => chmod(places[place], usual);
  };

/** Set-ups in which nothing happens, or something worse. */
export const brokenCases: readonly BrokenCase[] = [
  {
    what: 'a line that Dovecot does not know',
    break: editConf((text) => `${text}no_such_setting = yes\n`),
    finds: 'configuration',
    says: /refuses it: .*no_such_setting/,
  },
  {
    what: 'a configuration of 2.3 in 2.4',
    break: editConf(() => 'plugin {\n  sieve_plugins = sieve_imapsieve\n}\n'),
    finds: 'configuration',
    says: /plugin/,
    only: 'dovecot24',
  },
  {
    what: 'mail_plugins that come too late',
    break: editConf((text) => `${text}mail_plugins = $mail_plugins quota\n`),
    finds: 'plugin order',
    says: /won't change the setting inside an earlier filter/,
    only: 'dovecot',
  },
  {
    what: 'a plugin of all protocols that IMAP lost',
    break: editConf(
      (text) => `${text}protocol imap {\n  mail_plugins = imap_sieve\n}\nmail_plugins = quota\n`,
    ),
    finds: 'plugin order',
    says: /quota|earlier filter/,
    only: 'dovecot',
  },
  {
    what: 'IMAP without imap_sieve',
    break: editConf((text) =>
      text.includes('plugin {')
        ? `${text}protocol imap {\n  mail_plugins =\n}\n`
        : text.replace('imap_sieve = yes', 'imap_sieve = no'),
    ),
    finds: 'imap_sieve',
    says: /no script ever runs/,
  },
  {
    what: 'Sieve without its plugin for programs',
    break: editConf((text) =>
      text
        .replace(/^( *sieve_plugins = ).*$/m, '$1sieve_imapsieve')
        .replace('sieve_extprograms = yes', 'sieve_extprograms = no'),
    ),
    finds: 'sieve_extprograms',
    says: /does not load/,
  },
  {
    what: 'an extension that is not allowed',
    break: editConf((text) =>
      text
        .replace(
          /^( *sieve_global_extensions = ).*$/m,
          '$1+vnd.dovecot.execute +vnd.dovecot.environment',
        )
        .replace(/^ *special-use = yes$/m, ''),
    ),
    finds: 'extensions',
    says: /special-use/,
  },
  {
    what: 'no mailbox for Junk',
    break: ({ folder }) =>
      edit(join(folder, 'dovecot.conf'), (text) => text.replace('special_use = \\Junk', '')),
    finds: 'Junk',
    says: /nothing counts as Junk/,
  },
  {
    what: 'no mailbox for Trash',
    break: ({ folder }) =>
      edit(join(folder, 'dovecot.conf'), (text) => text.replace('special_use = \\Trash', '')),
    finds: 'Trash',
    status: 'warn',
    says: /learned as ham/,
  },
  {
    what: 'no rule',
    break: editConf((text) =>
      text
        .replace(/^ *imapsieve_mailbox.*\n/gm, '')
        .replace(/sieve_script sievekit-bridge \{[^}]*\}/, ''),
    ),
    finds: 'rule',
    says: /no rule of imapsieve/,
  },
  {
    what: 'a rule for one mailbox',
    break: editConf((text) =>
      text.replace('imapsieve_mailbox1_name = *', 'imapsieve_mailbox1_name = Junk'),
    ),
    finds: 'rule',
    says: /into Junk alone/,
    only: 'dovecot',
  },
  {
    what: 'a rule without uploads',
    break: editConf((text) => text.replace('COPY APPEND', 'COPY').replace('copy append', 'copy')),
    finds: 'rule',
    says: /does not run for APPEND/,
  },
  {
    what: 'a rule behind a gap',
    break: editConf((text) => text.replaceAll('imapsieve_mailbox1', 'imapsieve_mailbox2')),
    finds: 'numbers',
    says: /behind a gap/,
    only: 'dovecot',
  },
  {
    what: 'an older rule that takes Trash for ham',
    break: async ({ conf, folder }) => {
      const old = join(folder, 'learn-ham.sieve');
      const rule = `plugin {\n  imapsieve_mailbox2_name = *\n  imapsieve_mailbox2_from = Junk\n  imapsieve_mailbox2_causes = COPY\n  imapsieve_mailbox2_before = file:${old}\n}\n`;
      return await edit(conf, (text) => text + rule);
    },
    finds: 'older rule',
    says: /Trash for ham/,
    only: 'dovecot',
  },
  {
    what: 'a script that says no cause',
    break: editConf(drop(/^ *cause = .*\n/m)),
    finds: 'cause',
    says: /runs at delivery/,
    only: 'dovecot24',
  },
  {
    what: 'a script that is gone',
    break: async ({ script }) => {
      await rename(script, `${script}.away`);
      return () => rename(`${script}.away`, script);
    },
    finds: 'rule',
    says: /no rule/,
  },
  {
    what: 'a script that not everybody may read',
    break: mode('script', 0o600, 0o644),
    finds: 'script',
    says: /not everybody may read/,
  },
  {
    what: 'a script that only its group may read',
    break: mode('script', 0o640, 0o644),
    finds: 'script',
    status: 'warn',
    says: /its group may/,
  },
  {
    what: 'a script that is newer than its binary',
    break: async ({ script }) => {
      const later = new Date(Date.now() + 60_000);
      await utimes(script, later, later);
      return () => utimes(script, new Date(0), new Date(0));
    },
    finds: 'compiled',
    status: 'warn',
    says: /older than its script/,
  },
  {
    what: 'a binary of another Dovecot',
    break: async ({ script }) => {
      const binary = script.replace('.sieve', '.svbin');
      const before = await readFile(binary);
      await writeFile(binary, Buffer.concat([before.subarray(0, 8), Buffer.alloc(40)]));
      return () => writeFile(binary, before);
    },
    finds: 'compiled',
    says: /stale/,
  },
  {
    what: 'no link to the socket',
    break: async ({ link, root }) => {
      await unlink(link);
      return () => symlink(join(root, 'run/sievekit/sievekit-bridge'), link);
    },
    finds: 'link',
    says: /is not there: Dovecot finds no socket/,
  },
  {
    what: 'a link that leads nowhere',
    break: async ({ root }) => {
      const socket = join(root, 'run/sievekit/sievekit-bridge');
      await rename(socket, `${socket}.away`);
      return () => rename(`${socket}.away`, socket);
    },
    finds: 'link',
    says: /the daemon does not run/,
  },
  {
    what: 'a socket that nobody listens on',
    break: async ({ root }) => {
      const socket = join(root, 'run/sievekit/sievekit-bridge');
      await rename(socket, `${socket}.away`);
      const server = createServer().listen(`${socket}.dead`);
      await new Promise((resolve) => server.once('listening', resolve));
      await rename(`${socket}.dead`, socket);
      await chmod(socket, 0o660);
      await new Promise((resolve) => server.close(resolve));
      return () => rename(`${socket}.away`, socket);
    },
    finds: 'socket',
    says: /nobody listens/,
  },
  {
    what: 'a socket that the group may not write to',
    break: async ({ root }) => {
      const socket = join(root, 'run/sievekit/sievekit-bridge');
      await chmod(socket, 0o600);
      return () => chmod(socket, 0o660);
    },
    finds: 'permissions',
    says: /the group may not write/,
  },
  {
    what: 'a folder that mail processes may not enter',
    break: async ({ root }) => {
      await chmod(join(root, 'run/sievekit'), 0o700);
      return () => chmod(join(root, 'run/sievekit'), 0o755);
    },
    finds: 'folder',
    says: /not everybody may enter/,
  },
  {
    what: 'a spooler that everybody may write',
    break: mode('spooler', 0o777, 0o755),
    finds: 'fallback',
    says: /Dovecot refuses it/,
  },
  {
    what: 'no spooler',
    break: async ({ spooler }) => {
      await rename(spooler, `${spooler}.away`);
      return () => rename(`${spooler}.away`, spooler);
    },
    finds: 'fallback',
    status: 'warn',
    says: /no sievekit-spool for the time when the daemon is away/,
  },
  {
    what: 'a spooler that writes elsewhere',
    break: ({ spooler }) =>
      edit(spooler, (text) => text.replace(/^SPOOL=.*$/m, 'SPOOL=/elsewhere')),
    finds: 'fallback',
    says: /writes to \/elsewhere/,
  },
  {
    what: 'a Node program under the usual vsz_limit',
    break: ({ spooler }) => edit(spooler, () => '#!/usr/bin/env node\n'),
    finds: 'vsz_limit',
    says: /256 MB it dies at once/,
  },
  {
    what: 'a setting of the daemon that does not exist',
    break: ({ config }) => edit(config, (text) => `${text}  nonsense: 1\n`),
    finds: 'settings',
    says: /no setting "bridge.nonsense"/,
  },
  {
    what: 'a daemon that does not answer',
    break: ({ config }) => edit(config, (text) => text.replace(/http: .*/, 'http: 127.0.0.1:1')),
    finds: 'daemon',
    says: /nobody answers/,
  },
  {
    what: 'no rspamd',
    break: ({ config }) =>
      edit(config, (text) => text.replace(/rspamd: .*/, 'rspamd: http://127.0.0.1:1')),
    finds: 'rspamd',
    says: /no controller answers/,
  },
  {
    what: 'a password that only reads',
    break: ({ password }) => edit(password, () => `${rspamdPassword}\n`),
    finds: 'password',
    says: /not teach/,
  },
  {
    what: 'a wrong password',
    break: ({ password }) => edit(password, () => 'wrong\n'),
    finds: 'password',
    says: /refuses everything/,
  },
  {
    what: 'a global script that looks at another header',
    break: ({ script }) =>
      edit(join(dirname(script), 'spam.sieve'), (text) =>
        text.replace('"X-Spam"', '"X-Spamd-Result"'),
      ),
    finds: 'X-Spam',
    status: 'warn',
    says: /tests X-Spamd-Result/,
  },
];
