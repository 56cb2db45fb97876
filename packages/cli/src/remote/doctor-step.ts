/** What is wrong, in a sentence, and what to do about it. */
export interface Cause {
  readonly what: string;
  readonly todo: string;
}

/** What one step of an examination found. */
export interface Finding<Value = unknown> {
  /** `warn`: it works, and yet somebody should know. `skip`: it could not be looked at. */
  readonly status: 'ok' | 'warn' | 'fail' | 'skip';
  /** A line for people. */
  readonly detail: string;
  /** With `warn` and `fail`. */
  readonly cause?: Cause;
  /** What the next steps need; without it they are left out. */
  readonly value?: Value;
}

/** A step that was done. */
export interface Step extends Omit<Finding, 'value'> {
  readonly name: string;
  /** Milliseconds. */
  readonly time: number;
}

/** Notes the steps of an examination in their order, with the time that each took. */
export class StepList {
  readonly #steps: Step[] = [];
  readonly #tell: (step: Step) => void;

  constructor(tell: (step: Step) => void) {
    this.#tell = tell;
  }

  get steps(): readonly Step[] {
    return this.#steps;
  }

  /** Does a step and gives its value, or `null` where there is none. */
  async take<Value>(
    name: string,
    work: () => Promise<Finding<Value>> | Finding<Value>,
  ): Promise<Value | null> {
    const start = performance.now();
    const { value, ...finding } = await work();
    const step: Step = { name, time: Math.round(performance.now() - start), ...finding };
    this.#steps.push(step);
    this.#tell(step);
    return value ?? null;
  }

  /** What is the matter: the first failure, else the first warning. */
  get cause(): Cause | null {
    const find = (status: Step['status']): Cause | undefined =>
      this.#steps.find((step) => step.status === status)?.cause;
    return find('fail') ?? find('warn') ?? null;
  }

  get failed(): boolean {
    return this.#steps.some(({ status }) => status === 'fail');
  }
}

/** A step that went well. */
export function ok<Value>(detail: string, value?: Value): Finding<Value> {
  return value === undefined ? { status: 'ok', detail } : { status: 'ok', detail, value };
}

/** A step that went wrong: what, and what to do. */
export function fail<Value>(detail: string, what: string, todo: string): Finding<Value> {
  return { status: 'fail', detail, cause: { what, todo } };
}
