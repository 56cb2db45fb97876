import { enabledCapabilities, parse } from '@sievekit/parser';
import { capabilities } from '../capability.ts';
import type { Arguments } from '../compile/arguments.ts';
import type { TestCompiler } from '../compile/compiler.ts';
import { compileMatcher } from '../compile/matcher.ts';
import { isInterpreterError } from '../error.ts';
import { decodeUtf8, encodeUtf8 } from '../message/octets.ts';
import { compileScript, execute, type PrepareOptions } from '../program.ts';
import type { RunResult } from '../run/result.ts';
import type { Run } from '../run/run.ts';
import { Tally } from '../run/tally.ts';
import { joinResults, runInOrder } from '../sequence.ts';
import { deliver } from './deliver.ts';
import { messageAt } from './message-at.ts';
import { errorsOfScript, type ScriptError } from './server-error.ts';
import { allowedCapabilities, readSettings } from './server-setting.ts';
import { type CompiledScript, currentResult, forgetResult, type Session } from './session.ts';
import { runOptions } from './setting.ts';

/** Where the scripts of a test file are found. */
export interface ScriptSource extends PrepareOptions {
  /** The text of a file, by its path as the test file writes it; null where there is none. */
  readonly readScript: (path: string) => string | null;
}

/** The tests of test files (vnd.dovecot.testsuite) on the state of one. */
export function testTests(
  session: Session,
  source: ScriptSource,
): ReadonlyMap<string, TestCompiler> {
  return new Map([
    ['test_script_compile', scriptCompile(session, source)],
    ['test_script_run', scriptRun(session)],
    ['test_multiscript', multiscript(session, source)],
    ['test_error', compare((_, args) => errorValues(session, args))],
    ['test_result_action', compare((run) => actionValues(currentResult(session, run)))],
    ['test_result_execute', resultExecute(session)],
    ['test_message', hasMessage(session)],
  ]);
}

function scriptCompile(session: Session, source: ScriptSource): TestCompiler {
  return (node, compiler) => {
    const file = compiler.arguments(node).text('file');
    return (run) => {
      session.script = compileFile(session, source, decodeUtf8(file?.read(run) ?? ''));
      return session.script !== null;
    };
  };
}

/** Null, and the errors in the session, where it does not compile. */
function compileFile(session: Session, source: ScriptSource, path: string): CompiledScript | null {
  const text = source.readScript(path);
  if (text === null) {
    session.errors = [ownError(`There is no file ${path}.`)];
    return null;
  }
  const allowed = allowedCapabilities(session.settings, capabilities);
  session.errors = [
    ...[...enabledCapabilities(parse(text).script)]
      .filter((name) => capabilities.has(name) && !allowed.has(name))
      .map((name) => ({
        message: `The server does not offer "${name}": its settings switch it off.`,
        server: `require command: unknown Sieve capability \`${name}'.`,
      })),
    ...errorsOfScript(text),
  ];
  if (session.errors.length > 0) return null;
  try {
    const findScript = findAndNote(session, source);
    const settings = readSettings(session.settings);
    const step = compileScript(text, { findScript, settings }, [], { capabilities: allowed });
    const before = session.compiled.get(path);
    const tally = before?.text === text ? before.tally : new Tally();
    session.compiled.set(path, { text, tally });
    return { step, tally };
  } catch (error) {
    if (!isInterpreterError(error)) throw error;
    session.errors = [ownError(error.message)];
    return null;
  }
}

/** One whose wording on a server nobody knows. */
function ownError(message: string): ScriptError {
  return { message, server: null };
}

/** Keeps what scripts include, for those who ask how tests went through it. */
function findAndNote(
  session: Session,
  { findScript }: ScriptSource,
): NonNullable<ScriptSource['findScript']> {
  return (location, name) => {
    const text = findScript?.(location, name) ?? null;
    if (text !== null) session.included.set(`${location} ${name}`, { name, location, text });
    return text;
  };
}

function scriptRun(session: Session): TestCompiler {
  return (node, compiler) => {
    const append = compiler.arguments(node).has('append_result');
    return (run) => {
      if (session.script === null) return false;
      return runOne(session, run, session.script, append);
    };
  };
}

function runOne(session: Session, run: Run, script: CompiledScript, append: boolean): boolean {
  const before = append ? session.result : null;
  if (!append) forgetResult(session, run);
  const options = { ...runOptions(session, run), tally: script.tally };
  const result = execute(script.step, session.scene.message, options);
  session.errors = result.errors.map(({ message }) => ownError(message));
  session.result =
    before === null ? result : { ...result, actions: [...before.actions, ...result.actions] };
  return result.errors.length === 0;
}

/** Runs scripts in order while the message is kept, and delivers, as a server does. */
function multiscript(session: Session, source: ScriptSource): TestCompiler {
  return (node, compiler) => {
    const files = compiler.arguments(node).texts('files');
    return (run) => {
      forgetResult(session, run);
      const scripts = files.map((file) => compileFile(session, source, decodeUtf8(file.read(run))));
      if (scripts.includes(null)) return false;
      const options = runOptions(session, run);
      const steps = scripts.filter((script) => script !== null);
      const { message } = session.scene;
      const results = runInOrder(
        steps.map(({ step, tally }) => (current, flags) => {
          return execute(step, current, { ...options, flags, tally });
        }),
        message,
      );
      const result = joinResults(results, message);
      session.errors = result.errors.map((error) => ownError(error.message));
      session.result = result;
      session.delivered = result;
      deliver(session, result, run.now);
      return result.errors.length === 0;
    };
  };
}

/** `test_error` and `test_result_action`: values of the session against keys, one by `:index`. */
function compare(
  valuesOf: (run: Run, args: Arguments) => readonly (readonly string[])[],
): TestCompiler {
  return (node, compiler) => {
    const args = compiler.arguments(node);
    const index = args.tagNumber('index');
    const counts = args.has('count');
    const matcher = compileMatcher(args, args.texts('keys'));
    return (run) => {
      const all = valuesOf(run, args);
      const chosen = index === null ? all : all.slice(index - 1, index);
      return matcher.matches(run, counts ? chosen.map(([name = '']) => name) : chosen.flat());
    };
  };
}

/** The line that says that the script failed counts as one more. */
function errorValues({ errors }: Session, args: Arguments): readonly (readonly string[])[] {
  const values = errors.map(({ message, server }) =>
    [message, ...(server === null ? [] : [server])].map(encodeUtf8),
  );
  return args.has('count') && errors.length > 0 ? [...values, ['failed']] : values;
}

/** What stores the message has a name of its own too. */
function actionValues({ actions }: RunResult): readonly (readonly string[])[] {
  return actions.map(({ type }) =>
    type === 'keep' || type === 'fileinto' ? [type, 'store'] : [type],
  );
}

function resultExecute(session: Session): TestCompiler {
  return () => (run) => {
    const result = currentResult(session, run);
    run.commit();
    if (session.delivered !== null && session.delivered === session.result) return true;
    deliver(session, result, run.now);
    session.delivered = session.result;
    return true;
  };
}

function hasMessage(session: Session): TestCompiler {
  return (node, compiler) => {
    const find = messageAt(compiler.arguments(node), session);
    return (run) => {
      const scene = find(run);
      if (scene === null) return false;
      session.scene = scene;
      run.look(scene.message, scene.envelope);
      return true;
    };
  };
}
