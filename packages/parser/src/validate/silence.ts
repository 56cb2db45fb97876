import { limits } from '../limits.ts';
import type { Command } from '../syntax/ast.ts';

/** What a command may be judged by, beside its own words. */
interface State {
  /** All that the commands so far added to for those after them; nothing is taken away. */
  readonly gathered: readonly ReadonlySet<string>[];
  /** The place is never reached. */
  readonly dead: boolean;
  /** The loops around the place. */
  readonly loops: readonly unknown[];
}

/** Where a command was fine: in what state of the script, and behind which command. */
interface Place {
  readonly state: number;
  readonly previous: string;
}

/**
 * Commands of which there was nothing to say, and that changed nothing for those after them. In the
 * same place the same node is as silent again, and need not be looked at.
 */
export class Silence {
  #silent = new WeakMap<Command, Place>();
  /** Number of the state that follows another one where these names are added to it. */
  readonly #states: Map<string, number> = new Map();
  #newest = 0;
  #state = 0;
  #sizes: readonly number[] = [];

  /** At the start of a script. The options of all scripts must be the same. */
  restart(context: State): void {
    if (this.#states.size > limits.checkerStates) {
      this.#states.clear();
      this.#silent = new WeakMap();
    }
    this.#state = 0;
    this.#sizes = context.gathered.map(({ size }) => size);
  }

  /** Whether a command has nothing to say here. */
  covers(node: Command, previous: Command | undefined, context: State): boolean {
    const place = this.#silent.get(node);
    return (
      place !== undefined &&
      place.previous === describe(previous) &&
      isPlain(context) &&
      place.state === this.stateOf(context)
    );
  }

  /** Notes that a command said nothing, and left the state as it was. */
  add(node: Command, previous: Command | undefined, context: State): void {
    if (!isPlain(context)) return;
    this.#silent.set(node, { state: this.#state, previous: describe(previous) });
  }

  /** Number of what the commands so far put in force, missed, assigned and declared. */
  stateOf({ gathered }: State): number {
    if (gathered.every(({ size }, i) => size === this.#sizes[i])) return this.#state;
    const added = gathered.map((names, i) => [...names].slice(this.#sizes[i]));
    const key = JSON.stringify([this.#state, added]);
    this.#sizes = gathered.map(({ size }) => size);
    this.#state = this.#states.get(key) ?? ++this.#newest;
    this.#states.set(key, this.#state);
    return this.#state;
  }
}

/** Outside of code that never runs, and of loops: there the same may be judged otherwise. */
function isPlain({ dead, loops }: State): boolean {
  return !dead && loops.length === 0;
}

/** What decides whether a branch may follow a command. */
function describe(previous: Command | undefined): string {
  return previous === undefined ? '' : `${previous.name.lower} ${previous.block === null}`;
}
