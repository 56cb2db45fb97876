import { ManageSieveError } from '../../error.ts';
import { type Capabilities, readCapabilities } from '../../protocol/capability.ts';
import type { WireLine } from '../../wire/line-parser.ts';
import { readString } from '../../wire/read-response.ts';
import { type Exchange, expectOk, senseless } from '../exchange.ts';
import { commandLine } from './line.ts';

/** Collects the lines of a capability listing. */
export class CapabilityListing {
  readonly #most: number;
  readonly #lines: [string, string | null][] = [];

  constructor(limits: { readonly capabilities: number }) {
    this.#most = limits.capabilities;
  }

  /** @throws ManageSieveError `protocol` or `limit` */
  add({ tokens, fault }: WireLine): void {
    const name = readString(tokens[0]);
    const value = tokens.length > 1 ? readString(tokens[1]) : null;
    if (fault !== null || name === undefined || value === undefined || tokens.length > 2) {
      throw senseless('CAPABILITY');
    }
    if (this.#lines.push([name, value]) > this.#most) {
      throw new ManageSieveError('limit', `The server has more than ${this.#most} capabilities.`);
    }
  }

  get empty(): boolean {
    return this.#lines.length === 0;
  }

  read(): Capabilities {
    return readCapabilities(this.#lines);
  }
}

/** CAPABILITY (RFC 5804, 2.4). */
export function capability(limits: { readonly capabilities: number }): Exchange<Capabilities> {
  return listing('CAPABILITY', commandLine('CAPABILITY'), limits);
}

/** The capabilities that a server sends unasked: at first, and behind STARTTLS (1.7). */
export function greeting(limits: { readonly capabilities: number }): Exchange<Capabilities> {
  return { ...listing('its greeting', Buffer.alloc(0), limits), alone: true };
}

function listing(
  name: string,
  bytes: Uint8Array,
  limits: { readonly capabilities: number },
): Exchange<Capabilities> {
  const found = new CapabilityListing(limits);
  return {
    name,
    bytes,
    read(line) {
      found.add(line);
      return undefined;
    },
    finish(response) {
      expectOk(name, response);
      return { value: found.read() };
    },
  };
}
