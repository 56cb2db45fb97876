import type { Dirent } from 'node:fs';
import {
  chmod,
  copyFile,
  mkdir,
  readdir,
  readFile,
  readlink,
  rename,
  rm,
  symlink,
} from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import * as v from 'valibot';
import { writeWhole } from '../bridge/setup/apply.ts';
import { digest } from '../bridge/setup/manifest.ts';
import { Failure } from '../failure.ts';
import { reasonOf } from '../file.ts';
import { keptVersions } from '../limits.ts';

/**
 * The folder of global scripts that Dovecot reads, `target`, is a link to one of several folders in
 * `store`, each a version. Changing the link changes all scripts and binaries in the same moment.
 */
export interface VersionStore {
  readonly target: string;
  readonly store: string;
}

/** The file in which a version notes what was deployed into it, as names and SHA-256. */
const noteName = '.sievekit.json';
const noteSchema = v.object({ v: v.literal(1), files: v.record(v.string(), v.string()) });

/** Gives `instead` for what is not there; what cannot be read for another reason is not empty. */
function unless<Value>(path: string, instead: Value, ...also: string[]): (cause: unknown) => Value {
  return (cause) => {
    const { code = '' } = cause as NodeJS.ErrnoException;
    if (['ENOENT', ...also].includes(code)) return instead;
    throw new Failure(`Cannot read ${path}: ${reasonOf(cause)}.`, { cause });
  };
}

/** The store beside the folder. */
function storeOf(target: string): VersionStore {
  return { target, store: join(dirname(target), `.${basename(target)}.versions`) };
}

/** What Dovecot reads now; null where there is no folder. `version` is null while it is no link of ours. */
export async function currentVersion({
  target,
  store,
}: VersionStore): Promise<{ readonly path: string; readonly version: string | null } | null> {
  const link = await readlink(target).catch(unless(target, null, 'EINVAL'));
  if (link !== null && dirname(join(dirname(target), link)) === store)
    return { path: target, version: basename(link) };
  const names = await readdir(target).catch(unless(target, null));
  return names === null ? null : { path: target, version: null };
}

/**
 * The store beside the folder, once it is sure that the folder can be ours.
 *
 * @throws {Failure} when the folder is a link to somewhere else
 */
export async function openStore(target: string): Promise<VersionStore> {
  const place = storeOf(target);
  const link = await readlink(target).catch(unless(target, null, 'EINVAL'));
  if (link === null || (await currentVersion(place))?.version != null) return place;
  throw new Failure(`${target} is a link to ${link}. Give the folder itself: --to ${link}`);
}

/** All versions, the oldest first. */
export async function listVersions({ store }: VersionStore): Promise<readonly string[]> {
  const names = await readdir(store).catch(unless<string[]>(store, []));
  return names.filter((name) => /^\d{4}-/.test(name)).sort();
}

/** Names and contents of a folder's scripts, binaries left out. */
export async function readScripts(folder: string): Promise<ReadonlyMap<string, Buffer>> {
  const found = new Map<string, Buffer>();
  const names = await readdir(folder).catch(unless<string[]>(folder, []));
  for (const name of names.filter((one) => one.endsWith('.sieve')).sort()) {
    const content = await readFile(join(folder, name)).catch((cause: unknown) => {
      throw new Failure(`Cannot read ${join(folder, name)}: ${reasonOf(cause)}.`, { cause });
    });
    found.set(name, content);
  }
  return found;
}

/**
 * What was deployed into a version, by name; nothing where that is not noted.
 *
 * @throws {Failure} when the note cannot be read: without it, no change by hand would be seen
 */
export async function readNote(folder: string): Promise<ReadonlyMap<string, string>> {
  const path = join(folder, noteName);
  const text = await readFile(path, 'utf8').catch(unless(path, null));
  if (text === null) return new Map();
  try {
    return new Map(Object.entries(v.parse(noteSchema, JSON.parse(text)).files));
  } catch (cause) {
    const message = `${path} does not say any more what was deployed. Look at ${folder}, and remove that file if nothing there was changed by hand.`;
    throw new Failure(message, { cause });
  }
}

/** What a new version holds. */
export interface NewVersion {
  readonly scripts: ReadonlyMap<string, Uint8Array>;
  /** Names of the scripts that came by a deployment. */
  readonly deployed: readonly string[];
  /** Other files of the current folder that go along. */
  readonly others: readonly string[];
}

/**
 * Writes a version aside; Dovecot does not see it yet.
 *
 * @returns its name
 */
export async function writeVersion(place: VersionStore, next: NewVersion): Promise<string> {
  const draft = join(place.store, `.new-${process.pid}`);
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { recursive: true, mode: 0o755 });
  for (const folder of [place.store, draft]) await chmod(folder, 0o755);
  for (const name of next.others) await copyFile(join(place.target, name), join(draft, name));
  for (const [name, content] of next.scripts) await writeWhole(join(draft, name), content, 0o644);
  const files = next.deployed.map((name) => [name, digest(next.scripts.get(name) ?? '')]);
  const note = { v: 1, files: Object.fromEntries(files) };
  await writeWhole(join(draft, noteName), `${JSON.stringify(note, null, 2)}\n`, 0o644);
  const version = await freeName(place);
  await rename(draft, join(place.store, version));
  return version;
}

async function freeName(place: VersionStore): Promise<string> {
  const taken = await listVersions(place);
  const time = new Date().toISOString().replaceAll(':', '-').replace('Z', '');
  const last = taken.at(-1) ?? '';
  // Names sort in the order in which versions came, whatever the clock does.
  return time > last ? time : `${last}+`;
}

/** Lets Dovecot read this version from now on, all of it in one moment. */
export async function switchTo(place: VersionStore, version: string): Promise<void> {
  const { target, store } = place;
  const link = `${target}.${process.pid}.new`;
  await rm(link, { force: true });
  await symlink(join(basename(store), version), link);
  const now = await currentVersion(place);
  // A folder that was there before becomes the first version.
  if (now !== null && now.version === null) await rename(target, join(store, '0000-before'));
  await rename(link, target);
}

/** Removes the oldest versions, but not the first one, nor the current one. */
export async function pruneVersions(place: VersionStore, current: string): Promise<void> {
  const names = (await listVersions(place)).filter(
    (name) => name !== current && name !== '0000-before',
  );
  for (const name of names.slice(0, Math.max(0, names.length - keptVersions)))
    await rm(join(place.store, name), { recursive: true });
}

/** Files of the current folder that are no scripts and no binaries of any. */
export async function otherFiles(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(
    unless<Dirent[]>(folder, []),
  );
  const folders = entries.filter((entry) => entry.isDirectory());
  if (folders.length > 0)
    throw new Failure(
      `${folder} holds the folder ${folders[0]?.name}: scripts are deployed into a folder of their own. Choose another one by --to.`,
    );
  return entries
    .map(({ name }) => name)
    .filter((name) => !/\.(sieve|svbin)$/.test(name) && name !== noteName);
}
