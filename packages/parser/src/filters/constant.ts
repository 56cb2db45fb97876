import { requiredCapabilities } from '../language/require.ts';
import type { Script } from '../syntax/ast.ts';
import { FilterError } from './error.ts';

const variable = /\$\{(?:[a-z_]\w*(?:\.[a-z_]\w*)*|\d+(?:\.\w+)*)\}/i;
const encoded = /\$\{(?:hex|unicode):/i;

/** Says whether a server would put something else in place of a part of a string of this script. */
export function createExpander(script: Script): (value: string) => boolean {
  const capabilities = requiredCapabilities(script);
  const variables = capabilities.has('variables');
  const characters = capabilities.has('encoded-character');
  return (value) => (variables && variable.test(value)) || (characters && encoded.test(value));
}

/** Refuses values that would not be data in this script. */
export function refuseExpanded(script: Script, values: readonly string[]): void {
  const found = values.find(createExpander(script));
  if (found === undefined) return;
  const message =
    `This script requires "variables" or "encoded-character", so that the server would replace ` +
    `\${…} in ${JSON.stringify(found.slice(0, 40))}. Write this rule as code, or change the text.`;
  throw new FilterError('uses-variables', message);
}
