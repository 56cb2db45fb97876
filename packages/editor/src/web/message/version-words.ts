import { deVersion } from './de-version.ts';
import { enVersion } from './en-version.ts';
import { message } from './message.ts';

const tables: Readonly<Record<string, typeof enVersion>> = { en: enVersion, de: deVersion };

/** The words of earlier versions in the user's language; they come with the dialog, not the page. */
export function versionWords(): typeof enVersion {
  return tables[message.value.language] ?? enVersion;
}
