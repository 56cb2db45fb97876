import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const worker = fileURLToPath(new URL('worker.mjs', import.meta.url));

/**
 * One work of ours in a process of its own, as the peers are: there, none collects the garbage of
 * another, and the engine knows of no other use of what both call.
 *
 * @param {import('./worker.mjs').Work} work
 * @returns {{ run: (shape: string) => Promise<number>, end: () => void }} `run`: milliseconds
 */
export function apart(work) {
  const child = fork(worker, [work]);
  return {
    run: async (shape) => {
      child.send(shape);
      const [time] = await once(child, 'message');
      return Number(time);
    },
    end: () => void child.kill(),
  };
}
