/**
 * Something to be measured: runs once and gives how long it took, in milliseconds.
 *
 * @typedef {{ name: string, run: () => number | Promise<number>, rounds?: number }} Contender
 */

/**
 * Runs all contenders in turn, round by round, so that what else the machine does hits all alike.
 * A slow one may stop after `rounds` of its own.
 *
 * @param {readonly Contender[]} contenders
 * @param {number} rounds
 * @returns {Promise<Map<string, number>>} the median of each, in milliseconds
 */
export async function interleave(contenders, rounds) {
  /** @type {Map<string, number[]>} */
  const times = new Map(contenders.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const { name, run, rounds: own = rounds } of contenders) {
      if (round >= own) continue;
      // What one leaves behind, another shall not have to collect.
      globalThis.gc?.({ type: 'minor' });
      times.get(name)?.push(await run());
    }
  }
  return new Map([...times].map(([name, list]) => [name, median(list)]));
}

/**
 * Time of one call.
 *
 * @param {() => unknown} work
 * @returns {number} milliseconds
 */
export function timeOf(work) {
  const start = performance.now();
  work();
  return performance.now() - start;
}

/**
 * @param {readonly number[]} values at least one
 * @returns {number}
 */
export function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? Number.NaN;
}
