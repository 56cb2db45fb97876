import { readdirSync, statSync } from 'node:fs';
import { basename, dirname, isAbsolute, join } from 'node:path';
import { runTestFile } from '@sievekit/interpreter';
import { decodeScript } from '../check/decode-script.ts';
import { type ExitCode, Failure } from '../failure.ts';
import { readNamedFile, reasonOf } from '../file.ts';
import { findScriptForTest, readIfThere } from '../run/find-script.ts';
import type { Terminal } from '../terminal.ts';
import { reporters, type TestedFile } from './reporter.ts';

export interface TestFilesOptions {
  readonly reporter?: string;
  readonly json?: boolean;
}

/**
 * Runs test files, and those in folders, and reports.
 *
 * @returns 1 where a case did not pass, else 0
 * @throws {Failure} when a path cannot be read or holds no test file
 */
export async function testFiles(
  paths: readonly string[],
  options: TestFilesOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const files: TestedFile[] = [];
  for (const path of paths.flatMap(testFilesAt)) files.push(await testFile(path));
  const report = reporters[options.json ? 'json' : (options.reporter ?? 'spec')];
  if (report === undefined) throw new Failure(`There is no reporter ${options.reporter}.`);
  terminal.out(report(files));
  const passed = files.every(({ tests }) =>
    tests.every(({ status }) => status === 'pass' || status === 'skip'),
  );
  return passed ? 0 : 1;
}

async function testFile(path: string): Promise<TestedFile> {
  const { text } = decodeScript(await readNamedFile(path), path);
  const folder = dirname(path);
  const { tests } = runTestFile(text, {
    folder,
    now: new Date(),
    readScript: (name) => readIfThere(isAbsolute(name) ? name : join(folder, name)),
    findScript: findScriptForTest(path),
  });
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
