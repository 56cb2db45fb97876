import type { Parameter } from '../language/definition.ts';
import type { Entry } from '../language/registry.ts';

/** The last command of a rule is followed by this. */
interface SnippetOptions {
  /** Leave out what ends the command, because it stands there already. */
  readonly open: boolean;
}

/**
 * A command or test with its required arguments as places to fill in, in the snippet syntax of LSP
 * (`${1:mailbox}`, `${2|:is,:contains|}`, `$0` for the end).
 */
export function createSnippet(entry: Entry, { open }: SnippetOptions): string {
  const { definition } = entry;
  let stop = 1;
  let text = escapeText(definition.name);
  if (definition.choose !== undefined) {
    const tags = [...entry.tags.values()].flat().filter((tag) => tag.group === definition.choose);
    text += ` \${${stop++}|${tags.map((tag) => `:${tag.definition.name}`).join(',')}|}`;
  } else if (definition.uses?.includes('match-type') === true) {
    text += ` \${${stop++}|:contains,:is,:matches|}`;
  }
  for (const parameter of entry.parameters) {
    if (parameter.optional !== true) text += ` ${placeholder(parameter, stop++)}`;
  }
  if (definition.tests === 'one') text += ` \${${stop++}:test}`;
  if (definition.tests === 'list') text += ` (\${${stop++}:test}, \${${stop++}:test})`;
  if (!('kind' in definition) || open) return text;
  const block = 'block' in definition && definition.block === true;
  return block ? `${text} {\n\t$0\n}` : `${text};`;
}

/** The value of an argument as a place to fill in. */
export function placeholder({ name, type }: Parameter, stop: number): string {
  const field = `\${${stop}:${escapeText(name)}}`;
  return type === 'number' ? field : `"${field}"`;
}

function escapeText(text: string): string {
  return text.replaceAll(/[$}\\|,]/g, '\\$&');
}
