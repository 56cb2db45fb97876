import type { Terminal } from '../terminal.ts';

/** Shows how far long work is. */
export interface Progress {
  /** `done` of all are done. */
  update(done: number): void;
  stop(): void;
}

const silent: Progress = { update: () => {}, stop: () => {} };

/**
 * A bar on standard error, where a person watches; elsewhere nothing is shown.
 *
 * @param what is counted, such as `scripts`
 */
export async function startProgress(
  what: string,
  total: number,
  { screen }: Terminal,
): Promise<Progress> {
  if (!screen.err || total < 2) return silent;
  const { SingleBar } = await import('cli-progress');
  const bar = new SingleBar({
    format: `{bar} {value}/{total} ${what}, {eta_formatted} to go`,
    barCompleteChar: '#',
    barIncompleteChar: '.',
    clearOnComplete: true,
    hideCursor: false,
  });
  bar.start(total, 0);
  return { update: (done) => bar.update(done), stop: () => bar.stop() };
}
