import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { LastDeploy } from '@sievekit/managesieve';
import * as v from 'valibot';
import { Failure } from '../failure.ts';
import { readNamedFile } from '../file.ts';
import { isThere, writeNewFile } from './write-file.ts';

const schema = v.strictObject({
  version: v.literal(1),
  accounts: v.record(
    v.string(),
    v.strictObject({
      active: v.nullable(v.string()),
      scripts: v.record(v.string(), v.pipe(v.string(), v.regex(/^[\da-f]{64}$/))),
    }),
  ),
});

type State = v.InferOutput<typeof schema>;

/** Where `deploy` keeps what it knows of a folder. */
export function stateFolder(folder: string): string {
  return join(folder, '.sievekit');
}

function statePath(folder: string): string {
  return join(stateFolder(folder), 'deployed.json');
}

/**
 * What the last deploy of a folder left on an account; null when there was none.
 *
 * @throws {Failure} when the file is damaged: nothing is guessed
 */
export async function readLastDeploy(folder: string, account: string): Promise<LastDeploy | null> {
  const state = await readState(folder);
  return Object.hasOwn(state.accounts, account) ? (state.accounts[account] ?? null) : null;
}

/** Keeps what a deploy left on an account, beside what is known of others. */
export async function writeLastDeploy(
  folder: string,
  account: string,
  { active, scripts }: LastDeploy,
): Promise<void> {
  const { accounts } = await readState(folder);
  const all = { ...accounts, [account]: { active, scripts: { ...scripts } } };
  const sorted = Object.fromEntries(Object.entries(all).sort(([a], [b]) => (a < b ? -1 : 1)));
  const text = `${JSON.stringify({ version: 1, accounts: sorted }, null, 2)}\n`;
  await mkdir(stateFolder(folder), { recursive: true });
  await writeNewFile(statePath(folder), Buffer.from(text), true);
}

async function readState(folder: string): Promise<State> {
  const path = statePath(folder);
  if (!(await isThere(path))) return { version: 1, accounts: {} };
  const text = new TextDecoder().decode(await readNamedFile(path));
  try {
    return v.parse(schema, JSON.parse(text));
  } catch (error) {
    throw new Failure(
      `${path} is damaged, so it is not known what was deployed last. ` +
        'Take it from a backup; or remove it, and what differs on the server is a conflict.',
      { cause: error },
    );
  }
}
