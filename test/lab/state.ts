import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Part, partNames, parts } from './part.ts';
import { labFolder } from './project.ts';

/** What the last installation found. */
export interface LabState {
  /** Of what was wanted, of the system and of what it has installed. */
  stamp: string;
  /** Why a part cannot run here; parts that can are absent. */
  missing: Partial<Record<Part, string>>;
}

export const stateFile: string = join(labFolder, 'state.json');

export function readState(): LabState | null {
  try {
    return JSON.parse(readFileSync(stateFile, 'utf8')) as LabState;
  } catch {
    return null;
  }
}

/** Why a part cannot run here, as a sentence; `null` when it can. */
export function whyMissing(part: Part): string | null {
  const state = readState();
  const reason = state ? state.missing[part] : 'the lab is not installed: run `npm test` once';
  return reason === undefined ? null : `${parts[part].title}: ${reason}`;
}

/** One sentence for every part of the lab that cannot run here, with the reason. */
export function missingParts(wanted: readonly Part[] = partNames): string[] {
  return wanted.map(whyMissing).filter((sentence) => sentence !== null);
}
