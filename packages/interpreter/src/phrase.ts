import {
  type Argument,
  bindArguments,
  enabledCapabilities,
  type Script,
  type Test,
} from '@sievekit/parser';
import type { TraceStep } from './run/trace.ts';

/** How tests of a script went, in words. */
export class Phrases {
  readonly #script: Script;
  readonly #enabled: ReadonlySet<string>;
  readonly #steps: ReadonlyMap<number, TraceStep>;

  constructor(script: Script, trace: readonly TraceStep[]) {
    this.#script = script;
    this.#enabled = enabledCapabilities(script);
    this.#steps = new Map(
      trace
        .filter(({ kind, script: included }) => kind === 'test' && included === undefined)
        .map((step) => [step.from, step]),
    );
  }

  /** Why the test came out as it did: “the Subject contains “bill””; null for what says nothing. */
  because(test: Test, result: boolean): string | null {
    const { tests } = test;
    switch (test.name.lower) {
      case 'true':
      case 'false':
        return null;
      case 'not':
        return tests[0] === undefined ? null : this.because(tests[0], !result);
      case 'allof':
      case 'anyof':
        return this.#several(tests, result, (test.name.lower === 'allof') === result);
      default:
        return this.#single(test, result);
    }
  }

  /** All of them count where all had to be so; else the first that was so is enough. */
  #several(tests: readonly Test[], result: boolean, all: boolean): string | null {
    const counted = all
      ? tests
      : tests.filter((test) => this.#resultOf(test) === result).slice(0, 1);
    const phrases = counted.flatMap((test) => this.because(test, result) ?? []);
    return phrases.length === 0 ? null : phrases.join(' and ');
  }

  #resultOf(test: Test): boolean | undefined {
    return this.#steps.get(test.from)?.result;
  }

  #single(test: Test, result: boolean): string {
    const bound = bindArguments(test, this.#enabled);
    const values = bound?.values ?? new Map<string, Argument>();
    const tags = new Set(bound?.tags.keys() ?? []);
    const names = strings(values.get('header names'));
    const verb = verbFor(tags, result);
    if (test.name.lower === 'exists' && names.length > 0) {
      const list = names.map(fieldName).join(result ? ' and ' : ' or ');
      return result ? `the mail has ${list}` : `the mail has no ${list}`;
    }
    const subject = subjectOf(test.name.lower, names, values);
    if (subject === null || verb === null) return this.#asWritten(test, result);
    return `${subject} ${verb} ${this.#keyOf(test, strings(values.get('keys')))}`;
  }

  #asWritten({ from, to }: Test, result: boolean): string {
    const source = this.#script.text.slice(from, to).replace(/\s+/g, ' ');
    return `${source} is ${result ? '' : 'not '}true`;
  }

  #keyOf(test: Test, keys: readonly string[]): string {
    const matched = this.#steps.get(test.from)?.comparisons?.find((one) => one.matched)?.key;
    if (matched !== undefined) return `“${matched}”`;
    return keys.map((key) => `“${key}”`).join(' or ');
  }
}

function subjectOf(
  name: string,
  headers: readonly string[],
  values: ReadonlyMap<string, Argument>,
): string | null {
  switch (name) {
    case 'header':
      return `the ${headers.map(fieldName).join(' or ')}`;
    case 'address':
      return `an address in ${headers.map(fieldName).join(' or ')}`;
    case 'envelope':
      return `the envelope's ${strings(values.get('envelope parts')).join(' or ')}`;
    case 'body':
      return 'the text';
    default:
      return null;
  }
}

/** Null for match types that no verb fits. */
function verbFor(tags: ReadonlySet<string>, result: boolean): string | null {
  if (['value', 'count', 'list', 'mime'].some((tag) => tags.has(tag))) return null;
  if (tags.has('contains')) return result ? 'contains' : 'does not contain';
  if (tags.has('matches') || tags.has('regex')) return result ? 'matches' : 'does not match';
  return result ? 'is' : 'is not';
}

function strings(argument: Argument | undefined): readonly string[] {
  if (argument?.type === 'string') return [argument.value];
  return argument?.type === 'list' ? argument.items.map(({ value }) => value) : [];
}

/** As it is usually written: List-Id. */
function fieldName(name: string): string {
  return name.toLowerCase().replace(/(^|-)([a-z])/g, (letters) => letters.toUpperCase());
}
