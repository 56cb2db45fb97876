import type { enVersion } from './en-version.ts';

/** Words around earlier versions, in German. */
export const deVersion: typeof enVersion = {
  versionTitle: (script: string): string => `Frühere Fassungen von „${script}“`,
  versionLead: 'In diesem Browser aufgehoben, bis Sie sich abmelden.',
  versionNone: 'Noch keine Fassung',
  versionNoneLead: 'Hier wird jedes Speichern aufgehoben, mit dem, was es änderte.',
  versionKinds: { saved: 'Gespeichert', found: 'Auf dem Server gefunden' },
  versionChange: 'Was sie änderte',
  versionFirst: 'Die älteste Fassung, die aufgehoben ist.',
  versionRestore: 'Diese Fassung zurückholen',
  versionRestored: (when: string): string =>
    `Der Text ist, wie er am ${when} war. Speichern Sie, damit er so bleibt; Rückgängig nimmt es zurück.`,
};
