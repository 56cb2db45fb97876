import { computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import {
  addRule,
  type FilterListOptions,
  type Fix,
  type FormFilter,
  isFilterError,
  moveFilter,
  removeFilterAt,
  replaceRule,
  type Script,
  switchFilter,
  type TextEdit,
} from '@sievekit/parser';
import { Analysis } from './analysis.ts';
import { Connection, type Socket } from './connection.ts';
import { createDraftStore, type DraftStorage, type DraftStore } from './draft.ts';
import { DraftKeeper } from './draft-keeper.ts';
import { Editing } from './editing.ts';
import { createFolderList, type FolderList } from './folder-list.ts';
import type { Http } from './http.ts';
import { createRenewal } from './renewal.ts';
import { formatRoute, type Route, type ViewName } from './route.ts';
import { type RuleForm, toRule } from './rule-form.ts';
import { createScriptList, freeName, type ScriptList } from './script-list.ts';
import type { ScriptRule } from './script-rule.ts';
import { createSessionStore, type SessionStore } from './session.ts';
import { Trial } from './trial.ts';
import { TrialRunner, type TrialWorker } from './trial-runner.ts';
import { VacationStore } from './vacation-store.ts';
import { createVersionStore, type Version, type VersionStore } from './version.ts';

/** What waits for an answer in a dialog. */
export type Question =
  | { readonly kind: 'create' | 'save' }
  | { readonly kind: 'rename' | 'remove' | 'activate'; readonly name: string }
  | { readonly kind: 'deactivate'; readonly name: string }
  | { readonly kind: 'leave'; readonly go: () => void | Promise<void> };

export interface AppOptions {
  readonly http: Http;
  readonly openSocket: () => Socket;
  readonly storage: DraftStorage | null;
  readonly startTrialWorker: () => TrialWorker;
}

/** Everything the page knows and can do, apart from how it looks. */
export class App {
  readonly session: SessionStore;
  readonly connection: Connection;
  readonly list: ScriptList;
  readonly folders: FolderList;
  readonly editing: Editing;
  readonly analysis: Analysis;
  readonly vacation: VacationStore;
  readonly drafts: DraftKeeper;
  readonly trial: Trial;
  readonly view = signal<ViewName>('rules');
  readonly question = signal<Question | null>(null);
  /** Last thing worth saying aloud, such as “renamed”. */
  readonly notice = signal('');
  /** The place in the text that somebody asked to see; a new object each time. */
  readonly goal = signal<{ readonly from: number; readonly to: number } | null>(null);
  /** Whether leaving would lose something. */
  readonly unsaved: ReadonlySignal<boolean>;
  readonly #store: DraftStore;
  readonly #versions: VersionStore;
  #wanted: string | null = null;

  constructor(options: AppOptions) {
    this.session = createSessionStore(options.http, {
      onSignedIn: (_, again) => void this.#enter(again),
      onSignedOut: () => this.#leave(),
    });
    this.connection = new Connection({
      open: options.openSocket,
      hasSession: async () => (await options.http.session()) !== null,
      onAnswer: createRenewal(() => options.http.session()),
      onSessionOver: () => {
        this.drafts.flush();
        this.session.expire();
      },
    });
    this.list = createScriptList(this.connection.call);
    this.folders = createFolderList(this.connection.call);
    this.editing = new Editing(this.connection.call);
    this.analysis = new Analysis(this.editing, this.list.capabilities);
    this.vacation = new VacationStore(this.editing, this.analysis);
    this.#store = createDraftStore(options.storage);
    this.#versions = createVersionStore(options.storage);
    this.editing.onSaved = (name, before, text) => {
      const user = this.#user();
      if (user !== null) this.#versions.add(user, name, before, text, Date.now());
    };
    this.drafts = new DraftKeeper({
      editing: this.editing,
      vacation: this.vacation,
      store: this.#store,
      user: () => this.#user(),
    });
    const runner = new TrialRunner(options.startTrialWorker);
    this.trial = new Trial({
      text: this.editing.document.text,
      run: (request) => runner.run(request),
      stop: () => runner.stop(),
      readScript: (name) => this.#readScript(name),
      readFolders: () => this.#readFolders(),
    });
    this.unsaved = computed(() => this.editing.dirty.value || this.vacation.pending.value);
    this.#refreshWhenBack();
  }

  /** The address of what is shown. */
  get hash(): string {
    return formatRoute({ script: this.editing.script.value?.name ?? null, view: this.view.value });
  }

  /** Shows what an address asks for. */
  navigate(route: Route): void {
    this.view.value = route.view;
    this.#wanted = route.script;
    const open = this.editing.script.peek()?.name ?? null;
    if (route.script !== null && open !== null && route.script !== open) this.open(route.script);
  }

  /** Opens a script, after asking about unsaved changes of the one before. */
  open(name: string): void {
    this.#guard(() => this.#open(name));
  }

  /** Asks for saving: shows what will change first, or what keeps the text from the server. */
  requestSave(): void {
    if (!this.#settle() || !this.editing.dirty.peek()) return;
    if (this.editing.saveState.peek() !== 'saving') this.question.value = { kind: 'save' };
  }

  /** Goes on with what became of both versions, and shows it before it is saved. */
  merge(merged: string): void {
    this.editing.takeMerged(merged);
    this.requestSave();
  }

  /** Saves; false when something keeps the text from the server: the page shows what. */
  async save(): Promise<boolean> {
    return this.#settle() && this.editing.save();
  }

  #settle(): boolean {
    if (this.vacation.settle()) return true;
    this.view.value = 'vacation';
    return false;
  }

  /** Writes a rule into the text: a new one, or in the place of `filter`. Null, or why not. */
  writeRule(filter: FormFilter | null, form: RuleForm): string | null {
    const entry = { name: form.name.trim(), rule: toRule(form) };
    return this.#edit((script) =>
      filter ? replaceRule(script, filter, entry) : addRule(script, entry),
    );
  }

  /** Switches a rule on or off. Null, or why that cannot be. */
  switchRule({ index }: ScriptRule, enabled: boolean): string | null {
    return this.#edit((script, options) => switchFilter(script, index, enabled, options));
  }

  /** Takes a rule out of the text. Null, or why that cannot be. */
  removeRule({ index }: ScriptRule): string | null {
    return this.#edit((script, options) => removeFilterAt(script, index, options));
  }

  /** Puts a rule where another one stands. Null, or why that cannot be. */
  moveRule({ index }: ScriptRule, place: ScriptRule): string | null {
    return this.#edit((script, options) => moveFilter(script, index, place.index, options));
  }

  /** Makes the changes of a fix, or with null those of all that is wrong and has one. */
  mend(fix: Fix | null): void {
    if (!this.analysis.checked()) return;
    this.editing.document.apply(fix?.edits ?? this.analysis.mending(), 'rules');
  }

  /** Shows a place of the text, in the text view. */
  reveal(from: number, to: number): void {
    this.goal.value = { from, to };
    this.view.value = 'text';
  }

  /** What the open script was at each save in this browser, the newest first. */
  versions(): readonly Version[] {
    const user = this.#user();
    const name = this.editing.script.peek()?.name;
    return user === null || name === undefined ? [] : this.#versions.read(user, name);
  }

  /** Whether the server has a Sieve extension; yes as long as nothing is known. */
  supports(extension: string): boolean {
    const known = this.list.capabilities.value;
    return known.length === 0 || known.includes(extension);
  }

  async create(name: string): Promise<void> {
    await this.list.create(name, '');
    this.#guard(() => this.#open(name));
  }

  async rename(from: string, to: string): Promise<void> {
    await this.list.rename(from, to);
    const user = this.#user();
    if (user !== null) this.#versions.rename(user, from, to);
    if (this.editing.script.peek()?.name !== from) return;
    this.drafts.forget();
    this.editing.renamed(to);
    this.drafts.flush();
  }

  async remove(name: string): Promise<void> {
    await this.list.remove(name);
    const user = this.#user();
    if (user !== null) {
      this.#store.remove(user, name);
      this.#versions.remove(user, name);
    }
    if (this.editing.script.peek()?.name !== name) return;
    this.editing.close();
    await this.#openFirst();
  }

  /** Takes the other version and stores this one under `name`, or a free name like it. */
  async keepCopy(name: string): Promise<string> {
    const copy = freeName(name, this.list.scripts.peek() ?? []);
    const text = this.editing.serverText();
    await this.list.create(copy, text);
    const typed = this.vacation.typed.peek();
    this.drafts.forget();
    this.editing.takeTheirs();
    if (this.editing.script.peek()) return copy;
    // What is not in the text yet goes on where the text does.
    await this.#open(copy);
    if (typed) this.vacation.change(typed);
    return copy;
  }

  async signOut(): Promise<void> {
    const user = this.#user();
    await this.session.signOut();
    if (user === null) return;
    this.#store.removeAll(user);
    this.#versions.removeAll(user);
  }

  requestSignOut(): void {
    this.#guard(() => this.signOut());
  }

  #edit(change: (script: Script, options: FilterListOptions) => TextEdit[]): string | null {
    try {
      const scriptName = this.editing.script.peek()?.name ?? '';
      const edits = change(this.analysis.parsed.peek().script, { scriptName });
      this.editing.document.apply(edits, 'rules');
      return null;
    } catch (thrown) {
      if (isFilterError(thrown)) return thrown.message;
      throw thrown;
    }
  }

  /** The text of another script, for `include`; null where it cannot be had. */
  async #readScript(name: string): Promise<string | null> {
    try {
      return (await this.connection.call('open', { name })).text;
    } catch {
      return null;
    }
  }

  async #readFolders(): Promise<readonly string[] | null> {
    if (this.folders.folders.peek() === null) await this.folders.refresh();
    return this.folders.folders.peek()?.map(({ path }) => path) ?? null;
  }

  #guard(go: () => void | Promise<void>): void {
    if (this.unsaved.peek()) this.question.value = { kind: 'leave', go };
    else void go();
  }

  #user(): string | null {
    const state = this.session.state.peek();
    return 'info' in state ? state.info.user : null;
  }

  async #enter(again: boolean): Promise<void> {
    this.connection.start();
    if (!again) this.editing.close();
    await this.list.refresh();
    if (!this.editing.script.peek()) await this.#openFirst();
  }

  #leave(): void {
    this.connection.stop();
    this.question.value = null;
    this.trial.forget();
    this.editing.close();
    this.list.clear();
    this.folders.clear();
  }

  async #open(name: string): Promise<void> {
    if (await this.editing.open(name)) this.drafts.opened();
  }

  /** The script that the address names, or the active one, or any. */
  async #openFirst(): Promise<void> {
    const scripts = this.list.scripts.peek() ?? [];
    const wanted = scripts.find((script) => script.name === this.#wanted);
    const first = wanted ?? scripts.find((script) => script.active) ?? scripts[0];
    this.#wanted = null;
    if (first) await this.#open(first.name);
  }

  #refreshWhenBack(): void {
    let lost = false;
    effect(() => {
      const state = this.connection.state.value;
      const failed = this.editing.failure.peek()?.code;
      if (state === 'connected' && failed === 'offline') this.editing.dismissFailure();
      if (state === 'connected' && lost) void this.#refresh();
      lost = state === 'lost' || (lost && state === 'connecting');
    });
  }

  async #refresh(): Promise<void> {
    await this.list.refresh();
    if (!this.editing.script.peek()) await this.#openFirst();
  }
}
