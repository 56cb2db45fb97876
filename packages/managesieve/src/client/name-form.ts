import { ManageSieveError } from '../error.ts';
import { findNameFault } from '../protocol/script-name.ts';
import type { ScriptEntry } from '../wire/read-script-entry.ts';

/** How a server wants the names of scripts, and how it gives them. */
export interface NameForm {
  /** For a script that should be there. */
  find(name: string): string;
  /**
   * For a script that is to be made or replaced.
   *
   * @throws ManageSieveError `invalid-name` when the server could not find it again
   */
  store(name: string): string;
  /** Names as people wrote them. */
  read(listed: readonly ScriptEntry[]): ScriptEntry[];
}

/** Chooses by the server's name for itself. */
export function chooseNameForm(implementation: string): NameForm {
  return /^Cyrus /.test(implementation) ? createEncodedNames() : namesAsTheyAre;
}

const namesAsTheyAre: NameForm = {
  find: (name) => name,
  store: (name) => name,
  read: (listed) => [...listed],
};

/** Octets up to which the server keeps a name as it is sent. */
const longest = 75;
const plain = /^[\x20-\x7e]*$/;

/**
 * The server takes any name, keeps and lists it as an encoded word of mail (RFC 2047) when it is
 * not short ASCII, and then finds it by that form alone; the same name stored twice gives two
 * scripts. So such names are encoded before they are sent.
 */
function createEncodedNames(): NameForm {
  /** What the server listed, by what it means. */
  const known = new Map<string, string>();
  const find = (name: string): string => {
    // What is wrong with a name is told by who sends it; to encode it would hide that.
    const asItIs = isKept(name) || findNameFault(name) !== null;
    return known.get(name) ?? (asItIs ? name : encode(name));
  };
  return {
    find,
    store(name) {
      const encoded = find(name);
      if (encoded.length <= longest) return encoded;
      throw new ManageSieveError(
        'invalid-name',
        `The script name is too long for this server, which would not find it again: it may have ${longest} octets, of which a letter outside of ASCII needs six or more.`,
      );
    },
    read(listed) {
      known.clear();
      return listed.map((entry) => {
        const name = decode(entry.name);
        if (isKept(name) || findNameFault(name) !== null) return entry;
        known.set(name, entry.name);
        return { ...entry, name };
      });
    },
  };
}

function isKept(name: string): boolean {
  return plain.test(name) && name.length <= longest;
}

function encode(name: string): string {
  const octets = Buffer.from(name).toString('latin1');
  const text = octets.replace(/[^\x21-\x7e]|[=?_]/g, (octet) =>
    octet === ' ' ? '_' : `=${octet.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  );
  return `=?UTF-8?Q?${text}?=`;
}

const encodedWord = /=\?UTF-8\?Q\?([^?]*)\?=/gi;

/** What an encoded name means; any other as it is. */
function decode(listed: string): string {
  const words = [...listed.matchAll(encodedWord)];
  const whole = words.map(([word]) => word).join(' ');
  if (words.length === 0 || whole !== listed) return listed;
  const text = words.map(([, content = '']) => content.replaceAll('_', ' ')).join('');
  const octets = text.replace(/=([\dA-F]{2})/gi, (_, digits: string) =>
    String.fromCharCode(Number.parseInt(digits, 16)),
  );
  return Buffer.from(octets, 'latin1').toString('utf8');
}
