import { computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import {
  type Checker,
  type CheckOptions,
  createLineIndex,
  type Diagnostic,
  type Fix,
  fixAll,
  type ParseResult,
  parse,
  readVacation,
  type Severity,
  type TextEdit,
} from '@sievekit/parser';
import { CHECK_DELAY } from '../limits.ts';
import { message } from '../message/message.ts';
import type { Editing } from './editing.ts';
import { readRules, type ScriptRules } from './script-rule.ts';

/** Something wrong with the script, as the panel lists it. */
export interface Problem {
  readonly source: 'page' | 'server';
  readonly severity: Severity;
  readonly message: string;
  /** Line from 1; null: the script as a whole. */
  readonly line: number | null;
  readonly from: number;
  readonly to: number;
  /** Changes that mend it; absent where somebody must think. */
  readonly fixes?: readonly Fix[];
}

type MakeChecker = (options: CheckOptions) => Checker;

async function loadChecker(): Promise<MakeChecker> {
  return (await import('./script-checker.ts')).createChecker;
}

/** What the open text means: computed when somebody looks. */
export class Analysis {
  readonly parsed: ReadonlySignal<ParseResult>;
  /** Whether the script is broken, so that forms must not write into it. */
  readonly broken: ReadonlySignal<boolean>;
  readonly rules: ReadonlySignal<ScriptRules>;
  readonly vacation: ReadonlySignal<ReturnType<typeof readVacation>>;
  /** Our own diagnostics and the server's complaints, by line. */
  readonly problems: ReadonlySignal<readonly Problem[]>;
  /** What mends everything that has a fix; empty where nothing has, or the text was not checked yet. */
  readonly mending: () => readonly TextEdit[];
  /** Whether the problems are those of the text as it is now, so that their fixes fit. */
  readonly checked: () => boolean;

  /** `load`: fetches what checks; where that fails, the server alone says what is wrong. */
  constructor(
    editing: Editing,
    capabilities: ReadonlySignal<readonly string[]>,
    load: () => Promise<MakeChecker> = loadChecker,
  ) {
    const { text } = editing.document;
    const parsed = computed(() => parse(text.value));
    const diagnostics = signal<readonly Diagnostic[]>([]);
    this.parsed = parsed;
    this.broken = computed(() => parsed.value.diagnostics.some((d) => d.severity === 'error'));
    this.rules = computed(() => {
      const name = editing.script.value?.name ?? '';
      return readRules(parsed.value.script, name, message.value.sentences);
    });
    this.vacation = computed(() => readVacation(parsed.value.script));
    this.problems = computed(() => {
      const index = createLineIndex(text.peek());
      const own = diagnostics.value.map((diagnostic) => ({
        ...diagnostic,
        source: 'page' as const,
        line: index.position(diagnostic.from).line,
      }));
      const theirs = serverProblems(editing, text.peek());
      // Where the server says the same, once is enough.
      const same = (a: Problem, b: Problem): boolean =>
        a.line === b.line && a.message === b.message;
      return [...theirs, ...own.filter((mine) => !theirs.some((other) => same(mine, other)))];
    });

    const make = signal<MakeChecker | null>(null);
    load().then(
      (loaded) => {
        make.value = loaded;
      },
      () => {},
    );
    const checker = computed(() => {
      const known = capabilities.value;
      return make.value?.(known.length > 0 ? { capabilities: known } : {}) ?? null;
    });
    let checked: string | null = null;
    this.checked = () => checked === text.peek();
    this.mending = () =>
      checked === text.peek() ? fixAll(parsed.peek().script, diagnostics.peek()) : [];
    effect(() => {
      const current = text.value;
      if (checker.value === null) return undefined;
      const { check } = checker.value;
      const run = (): void => {
        checked = current;
        diagnostics.value = check(current);
      };
      // A script that was just opened is checked at once.
      if (checked === null) run();
      else {
        const timer = setTimeout(run, CHECK_DELAY);
        return () => clearTimeout(timer);
      }
      return undefined;
    });
  }
}

function serverProblems(editing: Editing, text: string): Problem[] {
  const severity = editing.saveState.value === 'failed' ? 'error' : 'warning';
  const index = createLineIndex(text);
  return editing.complaints.value.map(({ line, message }) => {
    const from = line === null ? 0 : index.offset({ line, column: 1 });
    const end = text.indexOf('\n', from);
    const to = end === -1 ? text.length : end;
    return { source: 'server', severity, message, line, from, to: line === null ? from : to };
  });
}
