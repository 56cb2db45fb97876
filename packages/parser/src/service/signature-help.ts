import type { Script } from '../syntax/ast.ts';
import { cursorAt } from './cursor.ts';
import { nextRole } from './role.ts';
import { createScope, type ServiceOptions } from './scope.ts';
import { createSignature, type Signature } from './signature.ts';

/** The signature of the command or test that an offset is in. */
export interface SignatureHelp extends Signature {
  readonly doc: string;
  /** Index in `parts` of what the cursor stands at; null where it is none of them. */
  readonly active: number | null;
}

/** Helps with the arguments of the command or test around an offset; null outside of both. */
export function signatureHelp(
  script: Script,
  offset: number,
  options: ServiceOptions = {},
): SignatureHelp | null {
  const { place, call, token } = cursorAt(script, offset);
  if (place !== 'argument' || call?.entry === undefined) return null;
  const scope = createScope(script, options);
  const { doc, rfc } = call.entry.definition;
  const signature = createSignature(call.entry, scope);
  const role = nextRole(call, scope);
  const name =
    token?.kind === 'tag' ? script.text.slice(token.from + 1, token.to).toLowerCase() : null;
  const active = signature.parts.findIndex(({ tags, parameter }) => {
    if (name !== null) return tags.some((tag) => tag.definition.name.startsWith(name));
    if (role.tag !== null) return tags.includes(role.tag);
    return parameter !== null && role.parameters.includes(parameter);
  });
  return { ...signature, doc: `${doc}\n\n${rfc}`, active: active < 0 ? null : active };
}
