import { readdirSync, statSync } from 'node:fs';
import { basename, dirname, isAbsolute, join } from 'node:path';
import { runTestFile } from '@sievekit/interpreter';
import { decodeScript } from '../check/decode-script.ts';
import { type ExitCode, Failure } from '../failure.ts';
import { readNamedFile, reasonOf } from '../file.ts';
import { showText } from '../remote/show-name.ts';
import { findScriptForTest, readIfThere } from '../run/find-script.ts';
import type { Terminal } from '../terminal.ts';
import { Coverage, coverageText } from './coverage.ts';
import { reporters, type TestedFile } from './reporter.ts';
import { repeatOnChange } from './watch.ts';

export interface TestFilesOptions {
  readonly reporter?: string;
  readonly json?: boolean;
  readonly coverage?: boolean;
  readonly watch?: boolean;
}

/**
 * Runs test files, and those in folders, and reports; with `watch` again when a file changes, until
 * the signal.
 *
 * @returns 1 where a case did not pass the last time, else 0
 * @throws {Failure} when a path cannot be read or holds no test file
 */
export async function testFiles(
  paths: readonly string[],
  options: TestFilesOptions,
  terminal: Terminal,
  signal: AbortSignal = AbortSignal.abort(),
): Promise<ExitCode> {
  if (!options.watch) return (await runTests(paths, options, terminal)).code;
  let code: ExitCode = 0;
  await repeatOnChange(async () => {
    if (terminal.screen.out) terminal.out(clearScreen);
    try {
      const run = await runTests(paths, options, terminal);
      code = run.code;
      return [...paths, ...run.looked];
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      terminal.err(`sievekit: ${error.message}\n`);
      code = error.exitCode;
      return paths;
    }
  }, signal);
  return code;
}

/** Puts what follows at the top of an empty screen. */
const clearScreen = '\u001b[H\u001b[2J';

/** A run of all test files, and the files that it looked for. */
interface TestRun {
  readonly code: ExitCode;
  readonly looked: readonly string[];
}

async function runTests(
  paths: readonly string[],
  options: TestFilesOptions,
  terminal: Terminal,
): Promise<TestRun> {
  const report = reporters[options.json ? 'json' : (options.reporter ?? 'spec')];
  if (report === undefined) throw new Failure(`There is no reporter ${options.reporter}.`);
  const coverage = new Coverage();
  const files: TestedFile[] = [];
  const looked: string[] = [];
  for (const path of paths.flatMap(testFilesAt)) {
    looked.push(path);
    files.push(await testFile(path, { coverage, looked, terminal }));
  }
  const branches = options.coverage ? coverage.scripts() : null;
  terminal.out(report(files, branches));
  if (branches !== null && options.reporter === 'junit' && !options.json) {
    terminal.err(coverageText(branches));
  }
  const passed = files.every(({ tests }) =>
    tests.every(({ status }) => status === 'pass' || status === 'skip'),
  );
  return { code: passed ? 0 : 1, looked };
}

interface Notes {
  readonly coverage: Coverage;
  readonly looked: string[];
  readonly terminal: Terminal;
}

async function testFile(path: string, notes: Notes): Promise<TestedFile> {
  const { text } = decodeScript(await readNamedFile(path), path);
  const folder = dirname(path);
  const readScript = (name: string): string | null => {
    const script = isAbsolute(name) ? name : join(folder, name);
    notes.looked.push(script);
    return readIfThere(script);
  };
  const { tests, scripts } = runTestFile(text, {
    folder,
    now: new Date(),
    readScript,
    findScript: findScriptForTest(path),
    // Beside what a reporter says, which a program may read.
    print: (printed) => notes.terminal.err(showText(printed)),
  });
  notes.coverage.add(path, scripts);
  return { path, tests: tests.map((test) => ({ ...test, name: test.name || basename(path) })) };
}

/** The path itself, or all `.svtest` files below a folder, in order of their names. */
function testFilesAt(path: string): readonly string[] {
  if (!isFolder(path)) return [path];
  const found = readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.svtest'))
    .sort()
    .map((name) => join(path, name));
  if (found.length === 0) throw new Failure(`${path} holds no .svtest files.`);
  return found;
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch (error) {
    throw new Failure(`Cannot read ${path}: ${reasonOf(error)}.`, { cause: error });
  }
}
