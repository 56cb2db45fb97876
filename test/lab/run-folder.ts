import { randomBytes } from 'node:crypto';
import { chmodSync, chownSync, mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { type Account, labAccount } from './account.ts';
import { tellGuard } from './guard.ts';
import { packageRoot, type Tree } from './program.ts';
import { labFolder } from './project.ts';

/** A server's folder while it runs: `/tmp/sk-` and six characters, so short that sockets fit. */
export interface RunFolder {
  path: string;
  account: Account;
  /** A link without blanks to the unpacked packages. */
  packages: string;
  /** Makes a folder that the servers' user owns; gives its path. */
  folder(name: string): string;
  /** Writes a file that the servers' user owns; gives its path. */
  file(name: string, text: string, mode?: number): string;
  /** Removes it all; `*.log`, `*.out` and configurations stay in `.lab/logs`. */
  release(): Promise<void>;
}

// Not os.tmpdir(): the length matters (see relocate.ts), and it may be a folder of root's alone.
const temporary = '/tmp';

/** Makes a run folder; `label` names the folder of the kept logs, `tree` whence the packages come. */
export async function createRunFolder(label: string, tree: Tree = 'root'): Promise<RunFolder> {
  const account = labAccount();
  const path = mkdtempSync(join(temporary, 'sk-'));
  const keep = join(labFolder, 'logs', `${label}-${randomBytes(3).toString('hex')}`);
  await tellGuard({ do: 'hold', folder: path, keep });
  const own = (entry: string) => {
    if (account.change) chownSync(entry, account.uid, account.gid);
    return entry;
  };
  chmodSync(own(path), 0o755);
  const packages = join(path, 'pkg');
  symlinkSync(packageRoot(tree), packages);
  const folder = (name: string): string => {
    const made = join(path, name);
    if (dirname(name) !== '.') folder(dirname(name));
    mkdirSync(made, { recursive: true, mode: 0o755 });
    return own(made);
  };
  return {
    path,
    account,
    packages,
    folder,
    file(name, text, mode = 0o644) {
      if (basename(name) !== name) folder(dirname(name));
      const written = join(path, name);
      writeFileSync(written, text, { mode });
      chmodSync(written, mode);
      return own(written);
    },
    release: () => tellGuard({ do: 'release', folder: path }),
  };
}
