import { signal } from '@preact/signals';
import { en } from './en.ts';
import type { MessageTable } from './table.ts';

/** The messages in the user's language; components read it and follow it. */
export const message = signal<MessageTable>(en);

const tables: Record<string, () => Promise<MessageTable>> = {
  en: () => Promise.resolve(en),
  de: async () => (await import('./de.ts')).de,
};

/** Takes the first of the user's languages that there is a table for; English where there is none. */
export async function chooseLanguage(wanted: readonly string[]): Promise<void> {
  const base = wanted.map((tag) => tag.toLowerCase().split('-')[0] ?? '');
  const found = base.find((tag) => Object.hasOwn(tables, tag)) ?? 'en';
  try {
    message.value = (await tables[found]?.()) ?? en;
  } catch {
    message.value = en;
  }
}
