import type { TrialRequest } from './protocol.ts';
import { runMessage } from './run-message.ts';

// A hostile script may take its time here: the page goes on, and ends this worker.
addEventListener('message', ({ data }: MessageEvent<TrialRequest>) => {
  postMessage(runMessage(data));
});
