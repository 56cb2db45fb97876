import { limits } from '../../limits.ts';
import type { StringLiteral } from '../../syntax/ast.ts';
import type { Context } from '../context.ts';

const unsafe = /[/\p{Cc}\u2028\u2029]/u;

/** Checks the name of a script to include (RFC 6609 section 3.2, RFC 5804 section 1.6). */
export function checkScriptName(literal: StringLiteral, context: Context): void {
  check('script-name', limits.scriptNameLength, literal, context);
}

/** Checks the name of a program; Dovecot takes no paths. */
export function checkProgramName(literal: StringLiteral, context: Context): void {
  check('program-name', limits.programNameLength, literal, context);
}

function check(
  code: 'program-name' | 'script-name',
  longest: number,
  literal: StringLiteral,
  context: Context,
): void {
  const name = context.value(literal);
  if (name !== '' && name.length <= longest && !unsafe.test(name)) return;
  context.error(
    code,
    literal,
    `“${name}” is no such name: names are not empty, have at most ${longest} characters, ` +
      'and no slashes and control characters. Write the name without its folder.',
  );
}
