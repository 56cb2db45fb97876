import { randomBytes } from 'node:crypto';
import type { Capabilities } from '../protocol/capability.ts';
import type { Response } from '../protocol/response.ts';
import { encodeString } from '../wire/encode.ts';
import type { WireLine } from '../wire/line-parser.ts';
import { CapabilityListing } from './command/capability.ts';
import { commandLine } from './command/line.ts';
import { type Progress, senseless } from './exchange.ts';

/** What is known of the server after login. */
export interface Standing {
  readonly capabilities: Capabilities;
  /** Whether NOOP sends its tag back, by which replies and commands can be matched again. */
  readonly echoes: boolean;
}

/** A tag that nobody can know before it is sent. */
export function createTag(): string {
  return `sync-${randomBytes(6).toString('hex')}`;
}

/** NOOP with a tag (RFC 5804, 2.13). */
export function taggedNoop(tag: string): Buffer {
  return commandLine('NOOP', encodeString(tag, 'client'));
}

/** Servers that never push their capabilities after login. */
const quiet = /^(?:Cyrus|Dovecot|sievekit)\b/;

/** Whether nothing but a reply comes from this server after a login. */
export function isQuiet({ implementation }: Capabilities): boolean {
  return quiet.test(implementation);
}

/** What is known of a server that sends its capabilities only when it is asked. */
export function toStanding(capabilities: Capabilities): Standing {
  return { capabilities, echoes: capabilities.version !== '' };
}

/**
 * Reads the capabilities anew when the state of the session has changed.
 *
 * They are asked for together with a tagged NOOP, whose reply is the first that lists none. Some
 * servers push their capabilities after login: so the listing they were not asked for, and the
 * one they were, are both read before anything else is taken for an answer. A server that is known
 * not to do so is asked for them alone: a second reply can cost 40 ms of delayed acknowledgement.
 */
export class FreshCapabilities {
  readonly #limits: { readonly capabilities: number };
  readonly #quiet: boolean;
  readonly #tag = createTag();
  #listing: CapabilityListing;
  #known: Capabilities | null = null;
  #empty = 0;

  /** @param before what the server said before */
  constructor(limits: { readonly capabilities: number }, before: Capabilities) {
    this.#quiet = isQuiet(before);
    this.#limits = limits;
    this.#listing = new CapabilityListing(limits);
  }

  /** What is sent to get them. */
  get request(): Buffer {
    const question = commandLine('CAPABILITY');
    return this.#quiet ? question : Buffer.concat([question, taggedNoop(this.#tag)]);
  }

  read(line: WireLine): undefined {
    this.#listing.add(line);
    return undefined;
  }

  finish({ code }: Response): Progress<Standing> {
    if (!this.#listing.empty) {
      this.#known = this.#listing.read();
      if (this.#quiet) return { value: toStanding(this.#known) };
    } else if (this.#known !== null) {
      const echoes = code?.name === 'TAG' && code.args[0] === this.#tag;
      return { value: { capabilities: this.#known, echoes } };
    } else if (++this.#empty === 2) throw senseless('CAPABILITY');
    this.#listing = new CapabilityListing(this.#limits);
    return { send: Buffer.alloc(0) };
  }
}
