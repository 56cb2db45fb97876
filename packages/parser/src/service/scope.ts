import { findProfile } from '../language/profile.ts';
import { findExtension } from '../language/registry.ts';
import { requiredCapabilities } from '../language/require.ts';
import type { Script } from '../syntax/ast.ts';
import { visit } from '../syntax/visit.ts';
import type { ValidateOptions } from '../validate/context.ts';

/** What the service knows of the server: the same as for `check`. */
export type ServiceOptions = ValidateOptions;

/** Which capabilities a script uses already, and which the server has. */
export interface Scope {
  readonly script: Script;
  /** Required, or guarded by `ihave`, and what those bring along. */
  readonly enabled: ReadonlySet<string>;
  /** Whether the server has all of these, as far as is known. */
  supports(capabilities: readonly string[]): boolean;
  /** Those that the script would have to require. */
  missing(capabilities: readonly string[]): string[];
}

const builtIn = new Set(['comparator-i;octet', 'comparator-i;ascii-casemap']);

/** Looks at the `require` commands and `ihave` tests of a script. */
export function createScope(script: Script, options: ServiceOptions): Scope {
  const enabled = new Set<string>();
  const add = (name: string): void => {
    if (enabled.has(name)) return;
    enabled.add(name);
    for (const implied of findExtension(name)?.implies ?? []) add(implied);
  };
  for (const name of requiredCapabilities(script)) add(name);
  if (enabled.has('ihave')) for (const name of guarded(script)) add(name);
  const server = capabilitiesOf(options);
  for (const name of implicitIn(options)) add(name);
  return {
    script,
    enabled,
    supports: (names) =>
      names.every((name) => server === null || server.has(name) || builtIn.has(name)),
    missing: (names) => names.filter((name) => !enabled.has(name) && !builtIn.has(name)),
  };
}

/** What the server has or its administrator can switch on; null for all that are known. */
function capabilitiesOf({ capabilities, profile = 'any' }: ServiceOptions): Set<string> | null {
  if (capabilities !== undefined) return new Set(capabilities);
  const server = typeof profile === 'string' ? findProfile(profile) : profile;
  return server.capabilities && new Set([...server.capabilities, ...server.optional]);
}

/** What needs no `require` on the server. */
function implicitIn({ profile = 'any' }: ServiceOptions): readonly string[] {
  return (typeof profile === 'string' ? findProfile(profile) : profile).implicit ?? [];
}

/** Capabilities that tests `ihave` ask for (RFC 5463). */
function guarded(script: Script): string[] {
  const found: string[] = [];
  visit(script, (node) => {
    if (node.type !== 'test' || node.name.lower !== 'ihave') return undefined;
    for (const argument of node.arguments) {
      if (argument.type === 'string') found.push(argument.value);
      if (argument.type === 'list') found.push(...argument.items.map((item) => item.value));
    }
    return false;
  });
  return found;
}
