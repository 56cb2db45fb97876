import { type CheckOptions, findProfile } from '@sievekit/parser';
import * as v from 'valibot';
import { readRuleSettings } from '../lint/rule-settings.ts';

/** What an editor may set: in `initializationOptions`, or in the section `sievekit` of its settings. */
const schema = v.object({
  capabilities: v.nullish(v.array(v.string())),
  profile: v.nullish(v.string()),
  rules: v.nullish(v.record(v.string(), v.string())),
});

/** The settings, or a sentence that says what is wrong with them; what is absent has its default. */
export interface ReadSettings {
  readonly options: CheckOptions;
  readonly complaint: string | null;
}

/** Reads what an editor sent as settings; whatever it is, there is something to go on with. */
export function readSettings(sent: unknown): ReadSettings {
  if (sent === undefined || sent === null) return { options: {}, complaint: null };
  const result = v.safeParse(schema, sent);
  if (!result.success) {
    const complaint =
      'sievekit ignores its settings: "capabilities" must be a list of strings, "profile" a string ' +
      'and "rules" strings by the names of rules, as in { "profile": "pigeonhole-0.5" }.';
    return { options: {}, complaint };
  }
  const { capabilities, profile, rules } = result.output;
  const complaints: string[] = [];
  const attempt = (setting: string, read: () => CheckOptions): CheckOptions => {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      complaints.push(`sievekit ignores its setting "${setting}". ${error.message}`);
      return {};
    }
  };
  const options: CheckOptions = {
    ...(capabilities == null ? {} : { capabilities }),
    ...(profile == null ? {} : attempt('profile', () => ({ profile: findProfile(profile) }))),
    ...(rules == null
      ? {}
      : attempt('rules', () => ({ rules: readRuleSettings(Object.entries(rules)) }))),
  };
  return { options, complaint: complaints.length === 0 ? null : complaints.join(' ') };
}
