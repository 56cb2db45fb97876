import { execFile, execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  writeFileSync,
} from 'node:fs';
import { rename, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { canReach, labAccount } from './account.ts';
import type { Apt } from './apt.ts';
import { chromiumProgram, ownChromium } from './chromium.ts';
import { withLock } from './install-lock.ts';
import { type Part, partNames, parts } from './part.ts';
import { ownLoader, packageLink, packageRoot, serverEnvironment, type Tree } from './program.ts';
import { labFolder, projectRoot } from './project.ts';
import { aptOf, whyNoTree } from './release.ts';
import { type LabState, missingParts, readState, stateFile } from './state.ts';

const run = promisify(execFile);

/** Raised when what is unpacked, or how, changes: a new number installs anew. */
const layout = 7;

type Missing = LabState['missing'];
export type Log = (line: string) => void;

function stampOfNow(wanted: readonly Part[]): string {
  const hash = createHash('sha256');
  hash.update(JSON.stringify([layout, wanted.map((part) => [part, parts[part].packages])]));
  hash.update(readFileSync('/etc/os-release'));
  hash.update(execFileSync('dpkg-query', ['-W']));
  hash.update(String(ownChromium()));
  return hash.digest('hex');
}

function whyNoApt(): string | null {
  for (const tool of ['apt-get', 'dpkg', 'dpkg-query']) {
    const found = ['/usr/bin', '/bin'].some((folder) => existsSync(join(folder, tool)));
    if (!found) return `this system has no ${tool}; the lab needs Debian or Ubuntu`;
  }
  return null;
}

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;

/** Asks apt for each part by itself, so that one that it does not have leaves the others. */
async function resolveParts(apt: Apt, wanted: readonly Part[], missing: Missing) {
  const files = new Map<string, number>();
  const found: Part[] = [];
  for (const part of wanted) {
    try {
      const list = await apt.resolve(parts[part].packages);
      for (const { name, size } of list) files.set(name, size);
      found.push(part);
    } catch (error) {
      missing[part] = `apt does not offer its packages (${(error as Error).message})`;
    }
  }
  return { files, found };
}

// Unpacked beside the system's own loader, a C library of another version would break everything.
const neverUnpacked = /^(libc6|libc-bin|base-files|dpkg|apt|libapt-pkg\S*)_/;

async function unpackAll(
  tree: Tree,
  archives: string,
  files: Iterable<string>,
  target: string,
): Promise<void> {
  for (const name of files) {
    if (tree === 'root' && neverUnpacked.test(name)) continue;
    await run('dpkg', ['-x', join(archives, name), target]);
  }
}

/** In the project; or in /var/tmp when the servers' user could not reach it there. */
function placeOfTree(): string {
  const inside = join(labFolder, 'packages');
  mkdirSync(inside, { recursive: true });
  if (canReach(inside, labAccount())) return inside;
  const hash = createHash('sha256').update(projectRoot).digest('hex').slice(0, 12);
  const outside = `/var/tmp/sievekit-lab-${process.getuid?.()}-${hash}`;
  mkdirSync(outside, { recursive: true, mode: 0o755 });
  execFileSync('test', ['-O', outside]);
  chmodSync(outside, 0o755);
  return outside;
}

async function putInPlace(tree: Tree, fresh: string, place: string): Promise<void> {
  const target = join(place, tree);
  await rm(`${target}.old`, { recursive: true, force: true });
  if (existsSync(target)) await rename(target, `${target}.old`);
  await rename(fresh, target);
  await rm(packageLink(tree), { recursive: true, force: true });
  await symlink(target, packageLink(tree));
  await rm(`${target}.old`, { recursive: true, force: true });
}

/** Why a part that was fetched cannot run; `final` when trying again would be in vain. */
interface Refusal {
  reason: string;
  final: boolean;
}

async function probe(part: Part): Promise<Refusal | null> {
  const { program, args } = parts[part].probe;
  const root = packageRoot(treeOf(part));
  const path = part === 'chromium' ? chromiumProgram() : join(root, program);
  if (!existsSync(path)) return { reason: `${path} is not there`, final: false };
  const env = serverEnvironment(root, parts[part].libraries ?? part);
  try {
    const loader = ownLoader(root)?.path;
    const [first = path, ...rest] =
      loader === undefined ? [path, ...args] : [loader, path, ...args];
    const { stdout } = await run(first, rest, { env, timeout: 30_000 });
    const { versions } = parts[part];
    if (!versions || versions.pattern.test(stdout)) return null;
    const reason = `version ${stdout.trim()} is here; the lab's configuration is for ${versions.said}`;
    return { reason, final: true };
  } catch (error) {
    const { stderr, message } = error as { stderr?: string; message: string };
    const line = firstLine((stderr || message).trim());
    return { reason: `it does not start (${line})`, final: false };
  }
}

async function fetchTree(
  tree: Tree,
  wanted: readonly Part[],
  missing: Missing,
  log: Log,
): Promise<void> {
  const apt = await aptOf(tree);
  log('lab: reading the lists of packages');
  // A third source that cannot be reached is no reason to stop: what is missing shows below.
  const updated = await apt.update().then(
    () => null,
    (error: Error) => error,
  );
  const { files, found } = await resolveParts(apt, wanted, missing);
  if (found.length === 0) throw updated ?? new Error('apt offers none of the packages');
  const size = [...files.values()].reduce((sum, bytes) => sum + bytes, 0);
  log(`lab: getting ${files.size} packages (${megabytes(size)}) for ${found.join(', ')}`);
  let archives = '';
  // Each part by itself: as packages, two mail servers would exclude one another.
  for (const part of found) archives = await apt.fetch(parts[part].packages);
  const place = placeOfTree();
  const fresh = join(place, `${tree}.new`);
  await rm(fresh, { recursive: true, force: true });
  mkdirSync(fresh, { recursive: true });
  log(`lab: unpacking into ${join(place, tree)}`);
  await unpackAll(tree, archives, files.keys(), fresh);
  chmodSync(fresh, 0o755);
  await putInPlace(tree, fresh, place);
}

const firstLine = (text: string): string => text.split(/\n| (?=[EW]: )/)[0] ?? '';

const treeOf = (part: Part): Tree => parts[part].tree ?? 'root';

/** Fetches the parts of one tree; gives whether another try could bring more. */
async function installTree(
  tree: Tree,
  wanted: readonly Part[],
  missing: Missing,
  log: Log,
): Promise<boolean> {
  const never = whyNoTree(tree);
  if (never !== null) {
    for (const part of wanted) missing[part] = never;
    return false;
  }
  const fetched = ownChromium() === null ? wanted : wanted.filter((part) => part !== 'chromium');
  const failure = await fetchTree(tree, fetched, missing, log).then(
    () => null,
    (error: Error) => error,
  );
  let again = failure !== null;
  for (const part of wanted) {
    if (missing[part] !== undefined) {
      if (failure)
        missing[part] = `the packages could not be fetched (${firstLine(failure.message)})`;
      continue;
    }
    const refusal = await probe(part);
    if (refusal === null) continue;
    missing[part] = failure ? `${refusal.reason}: ${firstLine(failure.message)}` : refusal.reason;
    again ||= !refusal.final;
  }
  return again;
}

async function installNow(wanted: readonly Part[], stamp: string, log: Log): Promise<void> {
  const missing: Missing = {};
  let again = false;
  for (const tree of new Set(wanted.map(treeOf))) {
    const parts = wanted.filter((part) => treeOf(part) === tree);
    again = (await installTree(tree, parts, missing, log)) || again;
  }
  // Without a stamp the next run tries again.
  const state: LabState = { stamp: again ? '' : stamp, missing };
  writeFileSync(stateFile, `${JSON.stringify(state, null, 2)}\n`);
}

/**
 * Gets the real servers and the browser into `.lab`: fetched by apt, unpacked by dpkg, nothing
 * installed, no root needed. Instant when nothing changed. It does not throw for what this system
 * cannot have: `missingParts()` then says what and why, and what it says is returned.
 */
export async function installLab(log: Log = console.log): Promise<string[]> {
  const noApt = whyNoApt();
  await withLock(labFolder, async () => {
    if (noApt !== null) {
      const missing = Object.fromEntries(partNames.map((part) => [part, noApt]));
      writeFileSync(stateFile, JSON.stringify({ stamp: '', missing }));
      return;
    }
    const stamp = stampOfNow(partNames);
    const upToDate = readState()?.stamp === stamp && existsSync(packageLink());
    if (!upToDate) await installNow(partNames, stamp, log);
  });
  return missingParts();
}

const isProgram =
  process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url);
if (isProgram) {
  for (const sentence of await installLab()) console.log(`lab: missing: ${sentence}`);
}
