import { limits } from '../limits.ts';
import { decodeUtf8 } from '../message/octets.ts';

/** One comparison that a test made. */
export interface Comparison {
  readonly value: string;
  readonly key: string;
  readonly matched: boolean;
}

/** What a run did at one place of the script. */
export interface TraceStep {
  /** `skipped`: a test whose result was known before it was evaluated. */
  readonly kind: 'test' | 'skipped' | 'command';
  /** Lower-case name of the test or command. */
  readonly name: string;
  readonly line: number;
  readonly from: number;
  readonly to: number;
  /** Name of the included script in which that is; absent for the script itself. */
  readonly script?: string;
  /** Tests within tests stand deeper; from 0. */
  readonly depth: number;
  /** Of a test that was evaluated. */
  readonly result?: boolean;
  readonly comparisons?: readonly Comparison[];
}

/** A place in a script. */
export interface Place {
  readonly name: string;
  readonly line: number;
  readonly from: number;
  readonly to: number;
  readonly script?: string;
}

/** Writes down what a run does, up to `limits.traceSteps`. */
export class Trace {
  readonly steps: TraceStep[] = [];
  #depth = 0;
  #comparisons: Comparison[] = [];

  command(place: Place): void {
    this.#add({ kind: 'command', ...place, depth: this.#depth });
  }

  skipped(place: Place): void {
    this.#add({ kind: 'skipped', ...place, depth: this.#depth });
  }

  /** A test, and what it compared; those within it stand before it. */
  test(place: Place, evaluate: () => boolean): boolean {
    const outer = this.#comparisons;
    this.#comparisons = [];
    this.#depth++;
    try {
      const result = evaluate();
      this.#depth--;
      const comparisons = this.#comparisons;
      this.#add({ kind: 'test', ...place, depth: this.#depth, result, comparisons });
      return result;
    } finally {
      this.#comparisons = outer;
    }
  }

  compared(value: string, key: string, matched: boolean): void {
    this.#comparisons.push({ value: cut(value), key: cut(key), matched });
  }

  #add(step: TraceStep): void {
    if (this.steps.length < limits.traceSteps) this.steps.push(step);
  }
}

function cut(octets: string): string {
  const value = decodeUtf8(octets);
  return value.length > limits.traceValue ? `${value.slice(0, limits.traceValue)}…` : value;
}
