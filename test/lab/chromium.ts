import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from './program.ts';

/** Names a Chromium or Chrome to use instead of the installed or unpacked one. */
export const chromiumVariable = 'SIEVEKIT_CHROMIUM';

// The real programs: /usr/bin/chromium is a snap's launcher on Ubuntu.
const systemPrograms = ['/usr/lib/chromium/chromium', '/opt/google/chrome/chrome'];

/** The Chromium that the system has, or that the environment names. */
export function ownChromium(): string | null {
  const named = process.env[chromiumVariable];
  if (named !== undefined && named !== '') return named;
  return systemPrograms.find((path) => existsSync(path)) ?? null;
}

/** The browser to start: the environment's, the system's, or the unpacked one. */
export function chromiumProgram(): string {
  return ownChromium() ?? join(packageRoot(), 'usr/lib/chromium/chromium');
}
