import type { CommandCompiler } from '../compile/compiler.ts';
import { compileMatcher } from '../compile/matcher.ts';
import { InterpreterError } from '../error.ts';
import { Field, Header } from '../message/header.ts';
import type { Run } from '../run/run.ts';
import { RunError } from '../run/run-error.ts';
import type { ServerSettings } from '../run/setting.ts';

// These say where a mail came from: no script may delete them (RFC 5293 section 6).
const keptNames = new Set(['received', 'auto-submitted']);

/** Adds a field on top, or with `:last` at the end (RFC 5293 section 4). */
export const addheader: CommandCompiler = (node, compiler) => {
  const args = compiler.arguments(node);
  const name = args.text('field name');
  const value = args.text('value');
  const last = args.has('last');
  if (value?.constant && value.constant.trim().length > compiler.settings.editedFieldSize) {
    const { line } = compiler.origin(node);
    throw new InterpreterError(
      'script',
      `Line ${line}: ${tooLong(name?.constant ?? '', compiler.settings)}`,
    );
  }
  return (run) => {
    const field = new Field(name?.read(run) ?? '', ` ${(value?.read(run) ?? '').trim()}`);
    checkSize(field, run);
    if (isForbidden(field.lower, run.settings.forbiddenToAdd)) return 'next';
    const { fields } = run.header;
    run.header = new Header(last ? [...fields, field] : [field, ...fields]);
    return 'next';
  };
};

/** Removes fields of a name, all or those whose value matches (section 5). */
export const deleteheader: CommandCompiler = (node, compiler) => {
  const args = compiler.arguments(node);
  const name = args.text('field name');
  const patterns = args.texts('value patterns');
  const matcher = patterns.length === 0 ? null : compileMatcher(args, patterns);
  const index = args.tagNumber('index');
  const last = args.has('last');
  return (run) => {
    const lower = name?.read(run).toLowerCase() ?? '';
    if (keptNames.has(lower) || isForbidden(lower, run.settings.forbiddenToDelete)) return 'next';
    const all = run.header.all(lower);
    const chosen = index === null ? all : all.slice(...only(last ? all.length - index : index - 1));
    const gone = new Set(
      chosen.filter((field) => matcher === null || matcher.matches(run, [field.text])),
    );
    if (gone.size > 0) {
      run.header = new Header(run.header.fields.filter((field) => !gone.has(field)));
    }
    return 'next';
  };
};

/** The subject may be changed whatever the settings say (RFC 5293 section 6). */
function isForbidden(lower: string, names: ReadonlySet<string>): boolean {
  return lower !== 'subject' && names.has(lower);
}

function checkSize({ name, raw }: Field, { settings }: Run): void {
  if (raw.length - 1 <= settings.editedFieldSize) return;
  throw new RunError(tooLong(name, settings));
}

function tooLong(name: string, { editedFieldSize }: ServerSettings): string {
  return `The header field ${name} would have a value of more than ${editedFieldSize} octets.`;
}

/** The range of one element; an empty one where there is no such element. */
function only(at: number): [number, number] {
  return at < 0 ? [0, 0] : [at, at + 1];
}
