import type { Field, Header } from '../message/header.ts';
import type { Run } from '../run/run.ts';
import type { Arguments } from './arguments.ts';
import type { Text } from './text.ts';

/** The fields of a header that a test looks at. */
export type FieldChoice = (run: Run, header: Header) => readonly Field[];

/** The fields of these names; with `:index`, one of all of them (RFC 5260 section 6). */
export function compileFields(args: Arguments, names: readonly Text[]): FieldChoice {
  const index = args.tagNumber('index');
  const last = args.has('last');
  return (run, header) =>
    pick(
      names.flatMap((name) => header.all(name.read(run))),
      index,
      last,
    );
}

function pick(fields: readonly Field[], index: number | null, last: boolean): readonly Field[] {
  if (index === null) return fields;
  const field = fields[last ? fields.length - index : index - 1];
  return field === undefined ? [] : [field];
}
