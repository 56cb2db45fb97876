#!/usr/bin/env node
import { runQuickCheck } from './quick-check.ts';
import { runQuickList } from './quick-list.ts';
import { processTerminal } from './terminal.ts';

// `sievekit … | head`: nobody reads any more, so there is nothing left to say.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

const args = process.argv.slice(2);
let status =
  (await runQuickCheck(args, processTerminal)) ?? (await runQuickList(args, processTerminal));
if (status === null) {
  const { run } = await import('./program.ts');
  status = await run(args, processTerminal);
}
process.exitCode = status;
