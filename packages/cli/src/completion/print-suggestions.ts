import type { Command } from 'commander';
import { readAccounts } from '../remote/named-account.ts';
import type { Terminal } from '../terminal.ts';
import { type Suggestion, suggest } from './complete.ts';

/**
 * `sievekit complete -- WORD…`, which the shell calls: lines of value, tab and description, then
 * `:none`, `:files` or `:folders`, which the shell adds itself.
 */
export async function printSuggestions(
  program: Command,
  words: readonly string[],
  terminal: Terminal,
): Promise<void> {
  const { values, paths, accounts } = suggest(program, words);
  const all = accounts ? [...values, ...(await listAccounts(words, terminal))] : values;
  const lines = all.map(({ value, description }) => `${value}\t${description}`);
  terminal.out(`${[...lines, `:${paths}`].join('\n')}\n`);
}

async function listAccounts(words: readonly string[], { env }: Terminal): Promise<Suggestion[]> {
  const current = words.at(-1) ?? '';
  const config = words[words.indexOf('--config') + 1];
  // Nobody wants to read of a mistake in the configuration while typing.
  const accounts = await readAccounts(words.includes('--config') ? config : undefined, env).catch(
    () => new Map<string, { url: string }>(),
  );
  const named = [...accounts].map(([value, { url }]) => ({ value, description: url }));
  return [...named, { value: 'sieve://', description: 'user@host[:port]' }].filter(
    ({ value }) => value.startsWith(current) && value !== current,
  );
}
