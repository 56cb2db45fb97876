import type { Range } from '../../text/range.ts';
import type { Bound } from '../bind.ts';
import { type Context, replace } from '../context.ts';

/** Reports names in capitals where the server takes small letters only (RFC 5228 section 2.9: any). */
export function checkNameCase({ node, tags }: Bound, context: Context): void {
  checkCase(node.name, node.name.name, (lower) => lower, context);
  for (const { node: tag, entry } of tags) {
    if (entry !== null) checkCase(tag, tag.name, (lower) => `:${lower}`, context);
  }
}

/** Reports one name that the server takes in small letters only; `write` gives its source text. */
export function checkCase(
  at: Range,
  name: string,
  write: (lower: string) => string,
  context: Context,
): void {
  if (!context.differs('case-sensitive') || !/[A-Z]/.test(name)) return;
  const small = write(name.toLowerCase());
  context.error(
    'not-on-server',
    at,
    `This will not load on ${context.profile.title}, because it takes such names in small letters only. Write ${small}.`,
    replace(`Write ${small}`, at, small),
  );
}
