import { deTemplate } from './de-template.ts';
import { enTemplate } from './en-template.ts';
import { message } from './message.ts';

type TemplateTable = { readonly [Key in keyof typeof enTemplate]: (typeof enTemplate)[Key] };

const tables: Readonly<Record<string, TemplateTable>> = { en: enTemplate, de: deTemplate };

/** The words of ready-made rules in the user's language; they come with the dialog, not the page. */
export function templateWords(): TemplateTable {
  return tables[message.value.language] ?? enTemplate;
}
