import type { StringLiteral } from '../../syntax/ast.ts';
import { type Context, didYouMean, replace } from '../context.ts';

const systemFlags = ['\\Answered', '\\Flagged', '\\Deleted', '\\Seen', '\\Draft'];
const keyword = /^(?:(?![\\(){%*"\]])[!-~])+$/;

/** Warns of a flag that no message can have: servers ignore it (RFC 5232 section 2). */
export function checkFlagList(literal: StringLiteral, context: Context): void {
  // Most are just one of these.
  if (systemFlags.includes(literal.value)) return;
  for (const flag of context.value(literal).split(' ')) {
    if (flag === '') continue;
    if (keyword.test(flag)) {
      checkBackslash(flag, literal, context);
      continue;
    }
    if (systemFlags.some((known) => known.toLowerCase() === flag.toLowerCase())) continue;
    const near = flag.startsWith('\\') ? context.suggest(flag, () => systemFlags) : null;
    const alone = literal.form === 'quoted' && context.value(literal) === flag;
    context.warn(
      'unknown-flag',
      literal,
      `“${flag}” is no flag that can be set, so servers ignore it. ` +
        didYouMean(near === null ? null : `"\\${near}"`, explain(flag)),
      ...(near !== null && alone
        ? [replace(`Replace by "\\${near}"`, literal, `"\\${near}"`)]
        : []),
    );
    return;
  }
}

/** A keyword may have the name of a system flag, and is another flag then. */
function checkBackslash(flag: string, literal: StringLiteral, context: Context): void {
  const system = systemFlags.find((known) => known.toLowerCase() === `\\${flag.toLowerCase()}`);
  if (system === undefined) return;
  const quoted = `"\\${system}"`;
  const alone = literal.form === 'quoted' && context.value(literal) === flag;
  context.warn(
    'flag-without-backslash',
    literal,
    `“${flag}” is a keyword of one’s own here, not the flag that mail programs know. Write ${quoted}.`,
    ...(alone ? [replace(`Replace by ${quoted}`, literal, quoted)] : []),
  );
}

function explain(flag: string): string {
  return flag.startsWith('\\')
    ? `The flags with a backslash are ${systemFlags.map((name) => `"\\${name}"`).join(', ')}.`
    : 'Flags of one’s own are ASCII, without spaces, ( ) { % * " \\ and ].';
}
