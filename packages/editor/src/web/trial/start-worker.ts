import type { TrialWorker } from '../state/trial-runner.ts';
import TrialThread from './trial.worker.ts?worker';

/** Starts the worker that tries messages; its code is fetched now, and not with the page. */
export function startTrialWorker(): TrialWorker {
  return new TrialThread();
}
