import type { Argument, Command, Option } from 'commander';

/** What may stand where the cursor is. */
export interface Suggestions {
  readonly values: readonly Suggestion[];
  /** What the shell itself adds. */
  readonly paths: 'none' | 'files' | 'folders';
  /** Whether accounts of the configuration fit as well. */
  readonly accounts: boolean;
}

export interface Suggestion {
  readonly value: string;
  readonly description: string;
}

const nothing: Suggestions = { values: [], paths: 'none', accounts: false };

/**
 * What may stand at the end of a command line, read from the tree of commands itself.
 *
 * @param words those behind the program's name; the last is the one at the cursor, perhaps empty
 */
export function suggest(program: Command, words: readonly string[]): Suggestions {
  const current = words.at(-1) ?? '';
  const { command, position, option, ended } = walk(program, words.slice(0, -1));
  if (option !== undefined) return startingWith(current, suggestFor(option));
  if (current.startsWith('-') && !ended) return suggestOptions(command, current);
  if (command.commands.length > 0) {
    return position > 0 ? nothing : startingWith(current, { ...nothing, values: list(command) });
  }
  const { registeredArguments: all } = command;
  const last = all.at(-1);
  const argument = all[position] ?? (last?.variadic ? last : undefined);
  return argument === undefined ? nothing : startingWith(current, suggestFor(argument));
}

interface Place {
  readonly command: Command;
  /** How many arguments stand before it. */
  readonly position: number;
  /** The option whose value is to come. */
  readonly option?: Option | undefined;
  /** Whether `--` stands before it. */
  readonly ended: boolean;
}

function walk(program: Command, words: readonly string[]): Place {
  let command = program;
  let position = 0;
  let option: Option | undefined;
  let ended = false;
  for (const word of words) {
    if (option !== undefined) option = undefined;
    else if (word === '--' && !ended) ended = true;
    else if (word.startsWith('-') && word !== '-' && !ended) option = takesValue(command, word);
    else {
      const next = command.commands.find((one) => one.name() === word);
      if (next === undefined || position > 0) position++;
      else command = next;
    }
  }
  return { command, position, option, ended };
}

function takesValue(command: Command, word: string): Option | undefined {
  const found = command.options.find(({ long, short }) => word === long || word === short);
  return found?.required ? found : undefined;
}

function suggestOptions(command: Command, current: string): Suggestions {
  const [name = '', value] = current.split(/=(.*)/s);
  if (value !== undefined) {
    const option = takesValue(command, name);
    if (option === undefined) return nothing;
    const { values, ...rest } = startingWith(value, suggestFor(option));
    return { ...rest, values: values.map((one) => ({ ...one, value: `${name}=${one.value}` })) };
  }
  const values = command
    .createHelp()
    .visibleOptions(command)
    .flatMap(({ long, description }) => (long ? [{ value: long, description }] : []));
  return startingWith(current, { ...nothing, values });
}

function list(command: Command): Suggestion[] {
  return command
    .createHelp()
    .visibleCommands(command)
    .map((one) => ({ value: one.name(), description: one.description() }));
}

/** By its choices, or by its name: `<file>`, `<folder>`, `<account>`. */
function suggestFor(taken: Option | Argument): Suggestions {
  const { argChoices } = taken;
  if (argChoices) {
    return { ...nothing, values: argChoices.map((value) => ({ value, description: '' })) };
  }
  const name = 'flags' in taken ? (/<(.*)>/.exec(taken.flags)?.[1] ?? '') : taken.name();
  return kinds[name] ?? nothing;
}

const files: Suggestions = { ...nothing, paths: 'files' };
const kinds: Readonly<Record<string, Suggestions>> = {
  file: files,
  files,
  path: files,
  paths: files,
  script: files,
  message: files,
  messages: files,
  old: files,
  new: files,
  folder: { ...nothing, paths: 'folders' },
  dir: { ...nothing, paths: 'folders' },
  account: { ...nothing, accounts: true },
  url: { ...nothing, accounts: true },
  a: { ...files, accounts: true },
  b: { ...files, accounts: true },
};

function startingWith(text: string, { values, ...rest }: Suggestions): Suggestions {
  return { ...rest, values: values.filter(({ value }) => value.startsWith(text)) };
}
