import { computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import { applyEdits, isFilterError, writeVacation } from '@sievekit/parser';
import type { Analysis } from './analysis.ts';
import type { Editing } from './editing.ts';
import { toEditingText } from './line-end.ts';
import {
  blankVacation,
  checkVacation,
  toVacation,
  toVacationForm,
  type VacationForm,
  type VacationProblems,
  zoneAt,
} from './vacation-form.ts';

/** `form`: it can be edited here. `code`: only as text. `broken`: the script must be mended first. */
export type VacationKind = 'form' | 'code' | 'broken';

/** The vacation form, in step with the text: what is complete is in the script at once. */
export class VacationStore {
  readonly form: ReadonlySignal<VacationForm>;
  readonly problems: ReadonlySignal<VacationProblems>;
  readonly kind: ReadonlySignal<VacationKind>;
  /** Whether the script holds a reply at all. */
  readonly exists: ReadonlySignal<boolean>;
  /** Whether something was typed that is not in the script, because it is not complete. */
  readonly pending: ReadonlySignal<boolean>;
  /** Why a form that looks complete cannot be written all the same. */
  readonly refusal: ReadonlySignal<string | null>;
  readonly #editing: Editing;
  readonly #analysis: Analysis;
  readonly #form = signal(blankVacation);
  readonly #pending = signal(false);
  readonly #refusal = signal<string | null>(null);
  /** The text that this form wrote last: not read back while somebody types in it. */
  #written: string | null = null;

  constructor(editing: Editing, analysis: Analysis) {
    this.#editing = editing;
    this.#analysis = analysis;
    this.form = this.#form;
    this.pending = this.#pending;
    this.refusal = this.#refusal;
    this.problems = computed(() => checkVacation(this.#form.value));
    this.exists = computed(() => analysis.vacation.value !== null);
    this.kind = computed(() => {
      if (analysis.broken.value) return 'broken';
      const vacation = analysis.vacation.value;
      return vacation && 'unsupported' in vacation ? 'code' : 'form';
    });
    effect(() => {
      const text = editing.document.text.value;
      const script = editing.script.value;
      if (script && text === this.#written) return;
      this.#read();
    });
  }

  /** Changes fields; writes them into the script when the whole is complete. */
  change(fields: Partial<VacationForm>): void {
    const form = { ...this.#form.peek(), ...fields };
    this.#form.value = form;
    if (this.kind.peek() !== 'form') return;
    if (Object.keys(checkVacation(form)).length > 0) {
      this.#pending.value = form.enabled || this.exists.peek();
      return;
    }
    this.#pending.value = false;
    this.#write(form);
  }

  /** Takes the reply out of the script. */
  remove(): void {
    if (this.kind.peek() !== 'form') return;
    const { script } = this.#analysis.parsed.peek();
    this.#written = null;
    this.#editing.document.apply(writeVacation(script, null), 'vacation');
    this.#read();
  }

  #write(form: VacationForm): void {
    const { document } = this.#editing;
    try {
      const vacation = toVacation(form, this.#zone(form));
      const edits = writeVacation(this.#analysis.parsed.peek().script, vacation);
      // The effect runs within `apply`: it must know the new text as ours by then.
      this.#written = toEditingText(applyEdits(document.text.peek(), edits));
      document.apply(edits, 'vacation', 'vacation');
      this.#refusal.value = null;
    } catch (thrown) {
      if (!isFilterError(thrown)) throw thrown;
      this.#refusal.value = thrown.message;
      this.#pending.value = true;
    }
  }

  /** Days that are written already keep the zone that they are counted in. */
  #zone(form: VacationForm): string {
    const vacation = this.#analysis.vacation.peek();
    const dated = vacation && !('unsupported' in vacation) && (vacation.start ?? vacation.end);
    if (dated) return vacation.zone;
    return zoneAt(form.start ? new Date(`${form.start}T00:00`) : new Date());
  }

  #read(): void {
    const vacation = this.#analysis.vacation.peek();
    this.#written = this.#editing.document.text.peek();
    this.#pending.value = false;
    this.#refusal.value = null;
    this.#form.value =
      vacation && !('unsupported' in vacation) ? toVacationForm(vacation) : blankVacation;
  }
}
