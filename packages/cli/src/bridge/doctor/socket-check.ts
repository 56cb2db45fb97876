import { lstat, readFile, readlink, stat } from 'node:fs/promises';
import { connect } from 'node:net';
import { dirname, join } from 'node:path';
import type { Dovecot } from '../../dovecot/ask-dovecot.ts';
import { sectionsOf } from '../../dovecot/config-tree.ts';
import { sieveSetting } from '../../dovecot/imapsieve-rule.ts';
import { bridgeProgram, callAction, spoolProgram } from '../../dovecot/pipe-program.ts';
import { bridgeStatusTime } from '../../limits.ts';
import { mailGroup } from '../setup/setup-settings.ts';
import { broken, doubtful, fine, type Note, skipped, unlessOthersMay } from './note.ts';
import { socketPlace } from './script-check.ts';

const start = 'systemctl start sievekit-bridge.socket (or sievekit bridge serve)';

/** The way from Dovecot to the daemon. */
export async function checkSocket(dovecot: Dovecot): Promise<readonly Note[]> {
  const place = socketPlace(dovecot);
  if (place === null)
    return [
      broken(
        'link',
        `sieve_${callAction(dovecot)}_socket_dir is not set: Dovecot looks for no socket`,
        'Run sievekit bridge setup: it sets that.',
      ),
    ];
  const link = await checkLink(place);
  if (link.status === 'fail') return [link];
  const notes = [link, await checkFolders(place), await checkPermission(place, mailGroup(dovecot))];
  return [...notes, await checkAnswer(place)];
}

async function checkLink(place: string): Promise<Note> {
  const own = await lstat(place).catch(() => null);
  const folder = await lstat(dirname(place)).catch(() => null);
  const tmpfiles = 'systemd-tmpfiles --create /etc/tmpfiles.d/sievekit.conf';
  if (
    own === null &&
    folder?.isSymbolicLink() &&
    (await stat(dirname(place)).catch(() => null)) === null
  )
    return broken(
      'link',
      `${dirname(place)} leads to ${await readlink(dirname(place))}, which is not there`,
      tmpfiles,
    );
  if (own === null)
    return broken(
      'link',
      `${place} is not there: Dovecot finds no socket`,
      `${tmpfiles}; ${start}`,
    );
  const end = await stat(place).catch(() => null);
  if (end === null)
    return broken(
      'link',
      `${place} leads to ${await readlink(place)}, which is not there: the daemon does not run`,
      start,
    );
  if (!end.isSocket())
    return broken('link', `${place} is no socket`, `Remove it, and then: ${tmpfiles}`);
  return fine('link', place);
}

async function checkFolders(place: string): Promise<Note> {
  for (const path of [place, await readlink(place).catch(() => place)]) {
    for (let folder = dirname(path); folder !== dirname(folder); folder = dirname(folder)) {
      const found = await stat(folder).catch(() => null);
      const detail = `not everybody may enter ${folder}, where the socket is`;
      const shut = broken('folder', detail, `chmod a+x ${folder}`);
      const told = found && unlessOthersMay(found.mode, 1, shut);
      if (told) return told;
    }
  }
  return fine('folder', 'mail processes may go there');
}

async function checkPermission(place: string, group: string | null): Promise<Note> {
  const { mode, gid } = await stat(place);
  const said = `mode 0${(mode & 0o777).toString(8)}, group ${gid}`;
  if ((mode & 0o002) !== 0)
    return doubtful(
      'permissions',
      `${said}: everybody on this machine can teach rspamd in anybody's name`,
      'Give the socket mode 0660 and the group of the mail processes (socketGroup, SocketGroup).',
    );
  if ((mode & 0o020) === 0)
    return broken(
      'permissions',
      `${said}: the group may not write to the socket`,
      'Give the socket mode 0660 (SocketMode).',
    );
  const wanted = group === null ? null : await groupNumber(group);
  if (wanted === null)
    return skipped('permissions', `${said}; the mail processes' group is not known`);
  if (wanted === gid) return fine('permissions', said);
  return broken(
    'permissions',
    `${said}, but mail processes run with ${group} (${wanted}): they may not write to the socket`,
    `Set socketGroup (and SocketGroup in sievekit-bridge.socket) to ${group}.`,
  );
}

async function groupNumber(group: string): Promise<number | null> {
  if (/^\d+$/.test(group)) return Number(group);
  const table = await readFile('/etc/group', 'utf8').catch(() => '');
  const row = table.split('\n').find((line) => line.startsWith(`${group}:`));
  return row === undefined ? null : Number(row.split(':')[2]);
}

function checkAnswer(path: string): Promise<Note> {
  return new Promise((resolve) => {
    const socket = connect({ path, timeout: bridgeStatusTime });
    const end = (note: Note): void => {
      socket.destroy();
      resolve(note);
    };
    const why = 'a stale socket that nobody listens on; Dovecot then does not fall back';
    socket.on('connect', () => end(fine('socket', 'somebody listens')));
    socket.on('timeout', () => end(broken('socket', 'nobody answers in time', start)));
    socket.on('error', ({ message }: Error) =>
      end(broken('socket', message.includes('REFUSED') ? why : message, `rm ${path}; ${start}`)),
    );
  });
}

/** What Dovecot runs where no socket is, and every other program that it may run. */
export async function checkProgram(
  dovecot: Dovecot,
  spool: string | null,
): Promise<readonly Note[]> {
  const action = callAction(dovecot);
  const folder = sieveSetting(dovecot, `sieve_${action}_bin_dir`);
  // The second one is looked for while there is no socket.
  const names = action === 'execute' ? [spoolProgram, bridgeProgram] : [bridgeProgram];
  const notes: Note[] = [];
  for (const name of names) notes.push(await checkSpooler(dovecot, folder, name, spool));
  const odd = notes.filter(({ status }) => status !== 'ok');
  return odd.length > 0 ? odd : notes.slice(0, 1);
}

async function checkSpooler(
  dovecot: Dovecot,
  folder: string,
  name: string,
  spool: string | null,
): Promise<Note> {
  const path = join(folder, name);
  const found = folder === '' ? null : await stat(path).catch(() => null);
  if (found === null)
    return doubtful(
      'fallback',
      `there is no ${name} for the time when the daemon is away: those moves are lost`,
      'Run sievekit bridge setup: it puts the emergency spooler where Dovecot looks for it.',
    );
  if ((found.mode & 0o002) !== 0)
    return broken(
      'fallback',
      `everybody may write ${path}: Dovecot refuses it`,
      `chmod 0755 ${path}`,
    );
  const idle = broken('fallback', `not everybody may run ${path}`, `chmod 0755 ${path}`);
  const told = unlessOthersMay(found.mode, 1, idle);
  if (told !== null) return told;
  const text = await readFile(path, 'latin1').catch(() => '');
  const own = /^SPOOL=(.*)$/m.exec(text)?.[1];
  if (own !== undefined && spool !== null && own !== spool)
    return broken(
      'fallback',
      `${path} writes to ${own}, the daemon reads ${spool}`,
      `Write SPOOL=${spool} into ${path}.`,
    );
  return checkMemory(dovecot, path, text);
}

/** V8 reserves address space that Dovecot does not grant by default. */
function checkMemory({ config }: Dovecot, path: string, text: string): Note {
  if (!/^#!.*\bnode\b/.test(text)) return fine('fallback', path);
  const [imap] = sectionsOf(config, 'service', 'imap');
  const own = readSize(imap?.settings.get('vsz_limit'));
  const usual = readSize(config.settings.get('default_vsz_limit')) ?? 256 * 1024 ** 2;
  const limit = own === null || own > 2 ** 60 ? usual : own;
  if (limit >= 1024 ** 3 || limit === 0) return fine('fallback', path);
  return broken(
    'vsz_limit',
    `${path} is a Node program; with vsz_limit = ${Math.round(limit / 1024 ** 2)} MB it dies at once`,
    'Use the emergency spooler instead (sievekit bridge setup), or set vsz_limit = 1 G for service imap.',
  );
}

function readSize(text: string | undefined): number | null {
  const [, amount, unit = 'B'] = /^(\d+)\s*([BKMGT])?/i.exec(text ?? '') ?? [];
  if (amount === undefined) return null;
  return Number(amount) * 1024 ** 'BKMGT'.indexOf(unit.toUpperCase());
}
