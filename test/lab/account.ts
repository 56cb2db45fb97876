import { accessSync, constants, readFileSync, statSync } from 'node:fs';
import { userInfo } from 'node:os';
import { dirname, resolve } from 'node:path';

/** The ordinary user that every server of the lab runs as. */
export interface Account {
  name: string;
  group: string;
  uid: number;
  gid: number;
  /** Whether we must change to it (we are root), or are it. */
  change: boolean;
}

const rootRunsAs = 'nobody';

function readTable(path: string): string[][] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
}

function groupName(gid: number): string {
  const row = readTable('/etc/group').find((fields) => fields[2] === String(gid));
  return row?.[0] ?? String(gid);
}

/** Ourselves; or, when we are root, Debian's `nobody`: no server of the lab runs as root. */
export function labAccount(): Account {
  const me = userInfo();
  if (me.uid !== 0) {
    return { name: me.username, group: groupName(me.gid), uid: me.uid, gid: me.gid, change: false };
  }
  const row = readTable('/etc/passwd').find((fields) => fields[0] === rootRunsAs);
  if (!row) throw new Error(`the system has no user ${rootRunsAs} that servers could run as`);
  const [uid, gid] = [Number(row[2]), Number(row[3])];
  return { name: rootRunsAs, group: groupName(gid), uid, gid, change: true };
}

function mayEnter(folder: string, account: Account): boolean {
  if (!account.change) {
    try {
      accessSync(folder, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  }
  const { mode, uid, gid } = statSync(folder);
  const shift = uid === account.uid ? 6 : gid === account.gid ? 3 : 0;
  return ((mode >> shift) & 1) === 1;
}

/** Whether the account can reach the folder: may enter it and every folder above it. */
export function canReach(folder: string, account: Account): boolean {
  for (let current = resolve(folder); ; current = dirname(current)) {
    if (!mayEnter(current, account)) return false;
    if (dirname(current) === current) return true;
  }
}
