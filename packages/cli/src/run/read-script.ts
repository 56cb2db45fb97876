import { type Diagnostic, parse, type Script, validate } from '@sievekit/parser';
import { decodeScript } from '../check/decode-script.ts';
import { readNamedFile } from '../file.ts';

/** A script from a file, and what keeps it from running. */
export interface CheckedScript {
  readonly path: string;
  readonly text: string;
  readonly script: Script;
  readonly errors: readonly Diagnostic[];
}

/** @throws {Failure} when the file cannot be read */
export async function readScript(path: string): Promise<CheckedScript> {
  const decoded = decodeScript(await readNamedFile(path), path);
  const { text } = decoded;
  const { script, diagnostics } = parse(text);
  const errors = [...decoded.diagnostics, ...diagnostics, ...validate(script)]
    .filter(({ severity }) => severity === 'error')
    .sort((a, b) => a.from - b.from);
  return { path, text, script, errors };
}
