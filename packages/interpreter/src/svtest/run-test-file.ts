import { capabilities } from '../capability.ts';
import { commands } from '../command/commands.ts';
import { isInterpreterError } from '../error.ts';
import { compileScript } from '../program.ts';
import type { RunOptions } from '../run/option.ts';
import { Run } from '../run/run.ts';
import { RunError } from '../run/run-error.ts';
import { tests } from '../test/tests.ts';
import { testCommands } from './command.ts';
import { Session, type TestCase, type TestedScript, testedScripts } from './session.ts';
import { runOptions } from './setting.ts';
import { type ScriptSource, testTests } from './test.ts';

/** How the cases of a test file went. */
export interface TestFileResult {
  readonly tests: readonly TestCase[];
  /** The scripts that it compiled, and how often each of their branches was taken. */
  readonly scripts: readonly TestedScript[];
}

/** Where a test file stands, and what its scripts know of the world. */
export interface TestFileOptions extends ScriptSource, RunOptions {
  /** The folder of the test file, which `${tst.path}` gives. */
  readonly folder?: string;
  /** Takes what `test_message_print` and `test_result_print` print; nobody unless told. */
  readonly print?: (text: string) => void;
}

/**
 * Runs a test file in Pigeonhole's form (`.svtest`): a script whose `test` blocks are cases. A file
 * that cannot run at all is one case of status `error` without a name.
 */
export function runTestFile(text: string, options: TestFileOptions): TestFileResult {
  const session = new Session();
  const language = {
    commands: new Map([...commands, ...testCommands(session, options.print ?? (() => {}))]),
    tests: new Map([...tests, ...testTests(session, options)]),
    capabilities: new Set([...capabilities, 'vnd.dovecot.testsuite']),
  };
  // As the server's own program for such files says it.
  const environment = {
    name: 'Pigeonhole Sieve',
    location: 'MS',
    phase: 'post',
    ...options.environment,
  };
  const namespaces = { ...options.namespaces, tst: { path: options.folder ?? '.' } };
  const run = new Run(session.scene.message, { ...options, environment, namespaces });
  run.know(runOptions(session, run));
  try {
    compileScript(text, options, [], language)(run);
  } catch (error) {
    if (!(error instanceof RunError || isInterpreterError(error))) throw error;
    const line = error instanceof RunError ? `Line ${error.line ?? run.line}: ` : '';
    session.cases.push({ name: '', status: 'error', message: `${line}${error.message}` });
  }
  return { tests: session.cases, scripts: testedScripts(session) };
}
