import { createHash } from 'node:crypto';
import { ManageSieveError } from '../error.ts';
import { toFileName } from './file-name.ts';

/** A script as the manifest of a backup names it. */
export interface BackupScript {
  /** As the server has it. */
  readonly name: string;
  /** The file that holds its octets, in the manifest's folder. */
  readonly file: string;
  readonly active: boolean;
  /** In octets. */
  readonly size: number;
  /** In hexadecimal. */
  readonly sha256: string;
}

/** What a backup of one account holds. */
export interface Manifest {
  readonly user: string;
  /** By name, by code units. */
  readonly scripts: readonly BackupScript[];
}

/** The manifest's file name; no script can have it. */
export const manifestFile = 'manifest.json';

/** The file for a script of this name. */
export function scriptFile(name: string): string {
  return `${toFileName(name)}.sieve`;
}

/** Writes a manifest, with a SHA-256 over what it says. */
export function formatManifest({ user, scripts }: Manifest): string {
  const content = { version: 1, user, scripts };
  return `${JSON.stringify({ ...content, checksum: sum(content) }, null, 2)}\n`;
}

/**
 * Reads a manifest.
 *
 * @throws ManageSieveError `storage` when it is not as `formatManifest` wrote it
 */
export function parseManifest(text: string): Manifest {
  const value = parseJson(text);
  const { checksum, ...content } = value;
  if (value.version !== 1) throw damaged('it is of a version that is not known here');
  if (checksum !== sum(content)) throw damaged('its checksum does not fit what it says');
  const { user, scripts } = content as unknown as Manifest;
  const isWhole = typeof user === 'string' && Array.isArray(scripts) && scripts.every(isScript);
  if (!isWhole) throw damaged('it does not say all it must');
  // A manifest that somebody made shall not lead out of its folder.
  const stray = scripts.find(({ name, file }) => file !== scriptFile(name));
  if (stray !== undefined) throw damaged('it names a file that is not the script’s');
  if (scripts.filter(({ active }) => active).length > 1) throw damaged('two scripts are active');
  if (new Set(scripts.map(({ name }) => name)).size < scripts.length) {
    throw damaged('it names a script twice');
  }
  return { user, scripts };
}

/** The error for a backup that is not to be trusted. */
export function damaged(why: string, cause?: unknown): ManageSieveError {
  return new ManageSieveError('storage', `The backup is damaged: ${why}.`, { cause });
}

function parseJson(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>;
  } catch (error) {
    throw damaged('its manifest is not JSON', error);
  }
  throw damaged('its manifest is not JSON');
}

function isScript(value: unknown): value is BackupScript {
  if (typeof value !== 'object' || value === null) return false;
  const { name, file, active, size, sha256 } = value as Record<string, unknown>;
  return (
    [name, file, sha256].every((text) => typeof text === 'string') &&
    typeof active === 'boolean' &&
    Number.isSafeInteger(size)
  );
}

function sum(content: object): string {
  return createHash('sha256').update(JSON.stringify(content)).digest('hex');
}
