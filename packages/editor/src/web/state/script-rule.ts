import {
  type FormFilter,
  isFilterError,
  type ListedFilter,
  listFilters,
  readFilters,
  type Script,
  type SentenceMessages,
} from '@sievekit/parser';

/** A rule of the open script, written by whatever program. */
export interface ScriptRule extends ListedFilter {
  /** Its place among all rules of the script, the reply counted. */
  readonly index: number;
  /** What the rule form needs to change it; null where only its code can be changed. */
  readonly form: FormFilter | null;
}

/** The rules of a script, or why they cannot be shown. */
export interface ScriptRules {
  readonly rules: readonly ScriptRule[];
  readonly refusal: string | null;
}

/**
 * The rules of a script in order, without the reply that the vacation form shows. `words`: of their
 * sentences, English where absent.
 */
export function readRules(
  script: Script,
  scriptName: string,
  words?: SentenceMessages,
): ScriptRules {
  try {
    const { filters } = listFilters(script, { scriptName, ...(words && { words }) });
    const forms = new Map<number, FormFilter>();
    for (const filter of readFilters(script)) {
      if (filter.kind === 'form') forms.set(filter.from, filter);
    }
    const rules = filters.map((listed, index) => ({
      ...listed,
      index,
      // The form writes names as Roundcube does: where a rule has another one, it would get two.
      form: forms.get(listed.from) ?? null,
    }));
    return { rules: rules.filter(({ reply }) => !reply), refusal: null };
  } catch (error) {
    if (isFilterError(error)) return { rules: [], refusal: error.message };
    throw error;
  }
}
