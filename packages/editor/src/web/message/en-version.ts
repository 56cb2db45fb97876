import type { Version } from '../state/version.ts';

/** Words around earlier versions, in English. */
export const enVersion = {
  versionTitle: (script: string): string => `Earlier versions of “${script}”`,
  versionLead: 'Kept in this browser until you sign out.',
  versionNone: 'No version yet',
  versionNoneLead: 'Each save is kept here, with what it changed.',
  versionKinds: {
    saved: 'Saved',
    found: 'Found on the server',
  } satisfies Record<Version['kind'], string>,
  versionChange: 'What it changed',
  versionFirst: 'The oldest version that is kept.',
  versionRestore: 'Bring this version back',
  versionRestored: (when: string): string =>
    `The text is as it was on ${when}. Save it to keep it so; Undo takes it back.`,
};
