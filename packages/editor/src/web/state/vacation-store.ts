import { batch, computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import { applyEdits, isFilterError, writeVacation } from '@sievekit/parser';
import type { Analysis } from './analysis.ts';
import type { Editing } from './editing.ts';
import { toEditingText } from './line-end.ts';
import {
  blankVacation,
  checkVacation,
  isSameForm,
  rebaseForm,
  toVacation,
  toVacationForm,
  type VacationForm,
  type VacationProblems,
  zoneAt,
} from './vacation-form.ts';

/** `form`: it can be edited here. `code`: only as text. `broken`: the script must be mended first. */
export type VacationKind = 'form' | 'code' | 'broken';

/**
 * The vacation form, in step with the text: what is complete is in the script at once.
 * What was typed and cannot be written yet stays, whatever happens to the text; the other
 * fields follow the text.
 */
export class VacationStore {
  readonly form: ReadonlySignal<VacationForm>;
  readonly problems: ReadonlySignal<VacationProblems>;
  readonly kind: ReadonlySignal<VacationKind>;
  /** Whether the script holds a reply at all. */
  readonly exists: ReadonlySignal<boolean>;
  /** The form, when it says something that is not in the script. */
  readonly typed: ReadonlySignal<VacationForm | null>;
  /** Whether something was typed that is not in the script, because it is not complete. */
  readonly pending: ReadonlySignal<boolean>;
  /** Why a form that looks complete cannot be written all the same. */
  readonly refusal: ReadonlySignal<string | null>;
  /** Whether saving was asked for, and waits until this form is complete. */
  readonly stopped: ReadonlySignal<boolean>;
  /** Whether the first wrong field is to be shown; false again when it was. */
  readonly goal = signal(false);
  readonly #editing: Editing;
  readonly #analysis: Analysis;
  readonly #form = signal(blankVacation);
  /** The form as the script has it. */
  readonly #base = signal(blankVacation);
  readonly #refusal = signal<string | null>(null);
  readonly #stopped = signal(false);
  /** The text that this form wrote last: not read back while somebody types in it. */
  #written: string | null = null;

  constructor(editing: Editing, analysis: Analysis) {
    this.#editing = editing;
    this.#analysis = analysis;
    this.form = this.#form;
    this.refusal = this.#refusal;
    this.stopped = this.#stopped;
    this.problems = computed(() => checkVacation(this.#form.value));
    this.exists = computed(() => analysis.vacation.value !== null);
    this.kind = computed(() => {
      if (analysis.broken.value) return 'broken';
      const vacation = analysis.vacation.value;
      return vacation && 'unsupported' in vacation ? 'code' : 'form';
    });
    this.typed = computed(() =>
      isSameForm(this.#form.value, this.#base.value) ? null : this.#form.value,
    );
    this.pending = computed(() => this.typed.value !== null && this.kind.value === 'form');
    let shown: number | null = null;
    effect(() => {
      const text = editing.document.text.value;
      const opened = editing.shown.value !== shown;
      shown = editing.shown.value;
      if (opened) this.discard();
      else if (text !== this.#written && this.kind.peek() === 'form') this.#follow();
    });
    effect(() => {
      if (this.pending.value) return;
      this.#stopped.value = false;
      this.goal.value = false;
    });
  }

  /** Changes fields; writes them into the script when the whole is complete. */
  change(fields: Partial<VacationForm>): void {
    this.#form.value = { ...this.#form.peek(), ...fields };
    this.#refusal.value = null;
    if (this.kind.peek() === 'form') this.#write();
  }

  /** Before saving: false when what was typed cannot be in the script yet; its form says why. */
  settle(): boolean {
    // What is complete by now, because the text changed, is written after all.
    if (this.pending.peek()) this.#write();
    if (!this.pending.peek()) return true;
    this.#stopped.value = true;
    this.goal.value = true;
    return false;
  }

  /** Takes the reply out of the script. */
  remove(): void {
    if (this.kind.peek() !== 'form') return;
    const { script } = this.#analysis.parsed.peek();
    this.#written = null;
    this.#editing.document.apply(writeVacation(script, null), 'vacation');
    this.discard();
  }

  /** Forgets what was typed: the form is as the script has it. */
  discard(): void {
    const form = this.#read();
    batch(() => {
      this.#base.value = form;
      this.#form.value = form;
      this.#refusal.value = null;
    });
  }

  #write(): void {
    const form = this.#form.peek();
    if (Object.keys(checkVacation(form)).length > 0) return;
    const { document } = this.#editing;
    try {
      const vacation = toVacation(form, this.#zone(form));
      const edits = writeVacation(this.#analysis.parsed.peek().script, vacation);
      // The effect runs within `apply`: it must know the new text as ours by then.
      this.#written = toEditingText(applyEdits(document.text.peek(), edits));
      document.apply(edits, 'vacation', 'vacation');
      this.#base.value = form;
    } catch (thrown) {
      if (!isFilterError(thrown)) throw thrown;
      this.#refusal.value = thrown.message;
    }
  }

  /** Days that are written already keep the zone that they are counted in. */
  #zone(form: VacationForm): string {
    const vacation = this.#analysis.vacation.peek();
    const dated = vacation && !('unsupported' in vacation) && (vacation.start ?? vacation.end);
    if (dated) return vacation.zone;
    return zoneAt(form.start ? new Date(`${form.start}T00:00`) : new Date());
  }

  /** Takes over what the text says now, but for the fields that say something else already. */
  #follow(): void {
    const [typed, base, read] = [this.#form.peek(), this.#base.peek(), this.#read()];
    batch(() => {
      this.#base.value = read;
      this.#form.value = rebaseForm(typed, base, read);
      this.#refusal.value = null;
    });
  }

  #read(): VacationForm {
    const vacation = this.#analysis.vacation.peek();
    this.#written = this.#editing.document.text.peek();
    return vacation && !('unsupported' in vacation) ? toVacationForm(vacation) : blankVacation;
  }
}
