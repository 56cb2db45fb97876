import type { TestCompiler } from '../compile/compiler.ts';
import { address } from './address.ts';
import { body } from './body.ts';
import { currentdate, date } from './date.ts';
import { envelope } from './envelope.ts';
import { exists } from './exists.ts';
import { header } from './header.ts';
import { allof, always, anyof, never, not } from './logic.ts';
import { size } from './size.ts';
import { string } from './string.ts';

/** The tests of the language, by lower-case name. */
export const tests: ReadonlyMap<string, TestCompiler> = new Map([
  ['address', address],
  ['allof', allof],
  ['anyof', anyof],
  ['body', body],
  ['currentdate', currentdate],
  ['date', date],
  ['envelope', envelope],
  ['exists', exists],
  ['false', never],
  ['header', header],
  ['not', not],
  ['size', size],
  ['string', string],
  ['true', always],
]);
