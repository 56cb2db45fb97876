import { addressItems, compileAddressPart } from '../compile/address-part.ts';
import type { TestCompiler } from '../compile/compiler.ts';
import { compileHeaders } from '../compile/entity.ts';
import { compileFields } from '../compile/fields.ts';
import { compileMatcher } from '../compile/matcher.ts';

/** Compares the addresses in header fields (RFC 5228 section 5.1). */
export const address: TestCompiler = (node, compiler) => {
  const args = compiler.arguments(node);
  const headers = compileHeaders(args);
  const fields = compileFields(args, args.texts('header names'));
  const part = compileAddressPart(args);
  const matcher = compileMatcher(args, args.texts('keys'));
  return (run) => {
    const values = headers(run)
      .flatMap((header) => fields(run, header))
      .flatMap((field) => addressItems(field.addresses))
      .map((item) => part(run, item));
    return matcher.matches(run, values);
  };
};
