import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkIncludes, type Diagnostic, findIncludes } from '@sievekit/parser';
import { folderOnDisk, gatherScripts } from '../include/script-folder.ts';
import type { Analysis } from './analysis.ts';

/**
 * Circles of `include` that a document is part of. The scripts beside it are those that are open,
 * as they are there, and else the files of its folder.
 */
export function includeFindings(
  analysis: Analysis,
  open: (uri: string) => string | null,
): Diagnostic[] {
  const { document } = analysis;
  // The tree of a script without any is not asked for: it may be long.
  if (!/\binclude\b/i.test(document.getText())) return [];
  const { script } = analysis;
  if (findIncludes(script).length === 0) return [];
  const name = decodeURIComponent(document.uri.slice(document.uri.lastIndexOf('/') + 1));
  const disk = folderOf(document.uri);
  const self = { name, script };
  const scripts = gatherScripts([self], (file) => {
    const uri = document.uri.slice(0, document.uri.lastIndexOf('/') + 1) + encodeURIComponent(file);
    return open(uri) ?? disk(file);
  });
  return checkIncludes(scripts, { reported: new Set([self]) }).get(self) ?? [];
}

function folderOf(uri: string): (file: string) => string | null {
  try {
    return folderOnDisk(dirname(fileURLToPath(uri)));
  } catch {
    // A document that is on no disk, such as untitled:one.
    return () => null;
  }
}
