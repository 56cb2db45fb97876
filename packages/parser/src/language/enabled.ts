import type { Script } from '../syntax/ast.ts';
import { findExtension } from './registry.ts';
import { requiredCapabilities } from './require.ts';

/** The capabilities that a script's leading `require` commands name, and those they bring along. */
export function enabledCapabilities(script: Script): Set<string> {
  const enabled = requiredCapabilities(script);
  // A set gives what is added to it while one walks it, too.
  for (const capability of enabled) {
    for (const implied of findExtension(capability)?.implies ?? []) enabled.add(implied);
  }
  return enabled;
}
