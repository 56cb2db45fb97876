import * as v from 'valibot';
import { isMap, LineCounter, parseDocument } from 'yaml';
import { Failure } from './failure.ts';
import { readNamedFile } from './file.ts';

/** One section of the configuration file, such as `editor:`, and where each setting stands. */
export interface Section {
  readonly name: string;
  readonly settings: Readonly<Record<string, unknown>>;
  /** `path:line` of the setting, or of the innermost one around it that the file names. */
  locate(keys: readonly string[]): string;
}

/**
 * Reads a section of the configuration file (YAML).
 *
 * @throws {Failure} with the file and the line of a mistake
 */
export async function readSection(path: string, name: string): Promise<Section> {
  const lines = new LineCounter();
  const text = new TextDecoder().decode(await readNamedFile(path));
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const [error] = document.errors;
  if (error) throw new Failure(`${path}:${lines.linePos(error.pos[0]).line}: ${error.message}`);
  const section = document.get(name);
  if (!isMap(section))
    throw new Failure(`${path} has no section "${name}:", which is needed here.`);
  return {
    name,
    settings: section.toJS(document),
    locate: (keys) => {
      for (let depth = keys.length; depth >= 0; depth--) {
        const node = document.getIn([name, ...keys.slice(0, depth)], true);
        const start = (node as { range?: [number] } | undefined)?.range?.[0];
        if (start !== undefined) return `${path}:${lines.linePos(start).line}`;
      }
      return path;
    },
  };
}

/**
 * Checks settings against the schema of the package that they are for.
 *
 * @throws {Failure} with each mistake on a line, and where the file has it
 */
export function checkSettings<Schema extends v.GenericSchema>(
  schema: Schema,
  settings: Readonly<Record<string, unknown>>,
  section: Section | null,
): v.InferOutput<Schema> {
  const result = v.safeParse(schema, settings);
  if (result.success) return result.output;
  throw new Failure(result.issues.map((issue) => describeIssue(issue, section)).join('\n'));
}

function describeIssue(issue: v.BaseIssue<unknown>, section: Section | null): string {
  const keys = (issue.path ?? []).map((item) => String(item.key));
  const name = [...(section ? [section.name] : []), ...keys].join('.');
  const where = section ? `${section.locate(keys)}: ` : '';
  if (issue.type === 'strict_object' && issue.expected === 'never') {
    return `${where}There is no setting "${name}". Mend its name, or remove it.`;
  }
  return `${where}${name}: ${issue.message}`;
}
