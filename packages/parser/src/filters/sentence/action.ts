import type { Command } from '../../syntax/ast.ts';
import { type Given, readGiven, valuesOf } from './argument.ts';
import type { SentenceMessages } from './message.ts';

type Describe = (given: Given, words: SentenceMessages) => string | null;

/** What a command does; null where the form does not know it. */
export function describeAction(command: Command, words: SentenceMessages): string | null {
  if (command.tests.length > 0 || command.block !== null) return null;
  return actions.get(command.name.lower)?.(readGiven(command), words) ?? null;
}

function mark(off: boolean): Describe {
  return ({ rest }, words) => {
    const flags = valuesOf(rest.at(-1)).flatMap((text) => text.split(' '));
    return words.mark(words.and(flags.map((flag) => flag.replace(/^\\/, ''))), off);
  };
}

const table: Readonly<Record<string, Describe>> = {
  fileinto: ({ tags, rest }, words) => {
    const [mailbox] = valuesOf(rest[0]);
    return mailbox === undefined ? null : words.fileinto(mailbox, tags.has('copy'));
  },
  redirect: ({ tags, rest }, words) => {
    const [address] = valuesOf(rest[0]);
    return address === undefined ? null : words.redirect(address, tags.has('copy'));
  },
  keep: (_, words) => words.keep,
  discard: (_, words) => words.discard,
  reject: (_, words) => words.reject,
  ereject: (_, words) => words.reject,
  stop: (_, words) => words.stop,
  vacation: (_, words) => words.vacation,
  notify: (_, words) => words.notify,
  addflag: mark(false),
  setflag: mark(false),
  removeflag: mark(true),
  addheader: ({ rest }, words) => {
    const [name] = valuesOf(rest[0]);
    return name === undefined ? null : words.addHeader(name);
  },
  deleteheader: ({ rest }, words) => {
    const [name] = valuesOf(rest[0]);
    return name === undefined ? null : words.deleteHeader(name);
  },
  set: ({ rest }, words) => {
    const [name] = valuesOf(rest[0]);
    const [value] = valuesOf(rest[1]);
    return name === undefined || value === undefined ? null : words.set(name, value || '“”');
  },
  include: ({ rest }, words) => {
    const [name] = valuesOf(rest[0]);
    return name === undefined ? null : words.include(name);
  },
};

const actions = new Map(Object.entries(table));
