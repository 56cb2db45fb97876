import type { Arguments } from '../compile/arguments.ts';
import type { TestCompiler } from '../compile/compiler.ts';
import { compileHeaders } from '../compile/entity.ts';
import { compileFields } from '../compile/fields.ts';
import { compileMatcher } from '../compile/matcher.ts';
import type { Text } from '../compile/text.ts';
import { readParameters } from '../message/content-type.ts';
import type { Field } from '../message/header.ts';
import type { Run } from '../run/run.ts';

/** Compares the values of header fields (RFC 5228 section 5.7), or parts of them (RFC 5703). */
export const header: TestCompiler = (node, compiler) => {
  const args = compiler.arguments(node);
  const headers = compileHeaders(args);
  const fields = compileFields(args, args.texts('header names'));
  const valuesOf = compileValues(args);
  const matcher = compileMatcher(args, args.texts('keys'));
  return (run) => {
    const values = headers(run)
      .flatMap((header) => fields(run, header))
      .flatMap((field) => valuesOf(run, field));
    return matcher.matches(run, values);
  };
};

/** What of a field is compared: all of it, its type, or parameters (RFC 5703 section 4.2). */
function compileValues(args: Arguments): (run: Run, field: Field) => readonly string[] {
  if (args.has('type')) return (_, field) => typeOf(field).map((type) => type.replace(/\/.*/, ''));
  if (args.has('subtype')) {
    return (_, field) => typeOf(field).map((type) => type.replace(/^[^/]*\/?/, ''));
  }
  if (args.has('contenttype')) return (_, field) => typeOf(field);
  const names = args.tagTexts('param');
  return names === null
    ? (_, field) => [field.text]
    : (run, field) => parameters(run, field, names);
}

/** Empty where the field holds no type; the disposition is one word. */
function typeOf(field: Field): readonly string[] {
  const { value } = readParameters(field.unfolded);
  return field.lower === 'content-disposition' || value.includes('/') ? [value] : [''];
}

function parameters(run: Run, field: Field, names: readonly Text[]): readonly string[] {
  const found = readParameters(field.unfolded).parameters;
  return names.map((name) => found.get(name.read(run).toLowerCase()) ?? '');
}
