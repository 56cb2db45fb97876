import { Command, CommanderError } from 'commander';
import { addBridge } from './command/bridge.ts';
import { addCapabilities } from './command/capabilities.ts';
import { addCheck } from './command/check.ts';
import { addCompare } from './command/compare.ts';
import { addCompletion } from './command/completion.ts';
import { addEditor } from './command/editor.ts';
import { addFilters } from './command/filters.ts';
import { addFormat } from './command/format.ts';
import { addGlobal } from './command/global.ts';
import { addLint } from './command/lint.ts';
import { addLsp } from './command/lsp.ts';
import { addRemote } from './command/remote.ts';
import { addRun } from './command/run.ts';
import { addTest } from './command/test.ts';
import type { Context } from './context.ts';
import { type ExitCode, Failure } from './failure.ts';
import type { Terminal } from './terminal.ts';
import { version } from './version.ts';

/** Runs `sievekit` with these arguments and gives its exit status. Never throws for a user's mistake. */
export async function run(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  let exitCode: ExitCode = 0;
  const context: Context = {
    terminal,
    exit: (code) => {
      exitCode = code;
    },
  };
  try {
    await createProgram(context).parseAsync([...args], { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (!(error instanceof Failure)) throw error;
    terminal.err(`sievekit: ${error.message}\n`);
    return error.exitCode;
  }
}

function createProgram(context: Context): Command {
  const program = new Command('sievekit')
    .description('Check Sieve scripts, manage them on a server, edit them, teach rspamd.')
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand(false)
    .showHelpAfterError('(sievekit --help lists the commands)')
    .showSuggestionAfterError()
    .exitOverride()
    .configureOutput({ writeOut: context.terminal.out, writeErr: context.terminal.err });
  addCheck(program, context);
  addRun(program, context);
  addTest(program, context);
  addCompare(program, context);
  addFormat(program, context);
  addFilters(program, context);
  addLint(program, context);
  addCapabilities(program, context);
  addRemote(program, context);
  addEditor(program, context);
  addBridge(program, context);
  addGlobal(program, context);
  addLsp(program);
  addCompletion(program, context);
  return program;
}
