import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { askDovecot } from '../../dovecot/ask-dovecot.ts';
import type { ExitCode } from '../../failure.ts';
import { Failure } from '../../failure.ts';
import type { Terminal } from '../../terminal.ts';
import { removeEmpty } from './apply.ts';
import { binaryOf } from './compile.ts';
import { digest, readIfThere, readManifest } from './manifest.ts';
import { findPaths, type SetupOptions } from './setup-settings.ts';

/**
 * `sievekit bridge setup --undo`: removes what setup wrote. What somebody has changed since stays,
 * and so do the spool and the password.
 *
 * @throws {Failure} when a file cannot be removed
 */
export async function undoSetup(options: SetupOptions, terminal: Terminal): Promise<ExitCode> {
  const dovecot = await askDovecot(options, terminal);
  const paths = findPaths(options, dovecot.file);
  const manifest = await readManifest(paths.manifest);
  if (manifest.files.size === 0) {
    terminal.out('There is nothing to undo: setup has written nothing here.\n');
    return 0;
  }
  for (const [path, sum] of manifest.files) {
    const now = await readIfThere(path);
    if (now === null) continue;
    const isOurs = digest(now) === sum;
    if (isOurs && !options.dryRun) await remove(path);
    const verb = isOurs
      ? options.dryRun
        ? 'would be removed'
        : 'removed'
      : 'kept: it was changed';
    terminal.out(`${path}: ${verb}\n`);
  }
  if (options.dryRun) return 0;
  await remove(paths.manifest);
  terminal.out(`
Now, as root:
  systemctl disable --now sievekit-bridge.socket sievekit-bridge.service
  systemctl daemon-reload
  doveadm reload
The spool ${paths.spool} stays: mails may be waiting there.
`);
  return 0;
}

async function remove(path: string): Promise<void> {
  try {
    await rm(path, { force: true });
    if (path.endsWith('.sieve')) await rm(binaryOf(path), { force: true });
  } catch (error) {
    throw new Failure(`Cannot remove ${path}. Run it as root.`, { cause: error });
  }
  if (/sievekit$/.test(dirname(path))) await removeEmpty(dirname(path));
}
