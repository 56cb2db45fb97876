import { findProfile, type ServiceOptions } from '@sievekit/parser';
import * as v from 'valibot';

/** What an editor may set: in `initializationOptions`, or in the section `sievekit` of its settings. */
const schema = v.object({
  capabilities: v.nullish(v.array(v.string())),
  profile: v.nullish(v.string()),
});

/** The settings, or a sentence that says what is wrong with them; what is absent has its default. */
export interface ReadSettings {
  readonly options: ServiceOptions;
  readonly complaint: string | null;
}

/** Reads what an editor sent as settings; whatever it is, there is something to go on with. */
export function readSettings(sent: unknown): ReadSettings {
  if (sent === undefined || sent === null) return { options: {}, complaint: null };
  const result = v.safeParse(schema, sent);
  if (!result.success) {
    const complaint =
      'sievekit ignores its settings: "capabilities" must be a list of strings and "profile" a ' +
      'string, as in { "profile": "pigeonhole-0.5" }.';
    return { options: {}, complaint };
  }
  const { capabilities, profile } = result.output;
  const given = capabilities == null ? {} : { capabilities };
  if (profile == null) return { options: given, complaint: null };
  try {
    return { options: { ...given, profile: findProfile(profile) }, complaint: null };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return {
      options: given,
      complaint: `sievekit ignores its setting "profile". ${error.message}`,
    };
  }
}
