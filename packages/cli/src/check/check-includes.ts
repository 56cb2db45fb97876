import { basename, dirname } from 'node:path';
import { checkIncludes, type NamedScript, parse } from '@sievekit/parser';
import { folderOnDisk, gatherScripts } from '../include/script-folder.ts';
import type { CheckedFile } from './checked-file.ts';

/**
 * The files with what is wrong with their `include` commands besides: circles, also by way of files
 * that were not named and lie in the same folder; and, where several files of a folder were named,
 * scripts that are not there.
 */
export function withIncludes(files: readonly CheckedFile[]): CheckedFile[] {
  const folders = new Map<string, CheckedFile[]>();
  for (const file of files) {
    if (file.path === '<stdin>') continue;
    const folder = dirname(file.path);
    const beside = folders.get(folder);
    if (beside === undefined) folders.set(folder, [file]);
    else beside.push(file);
  }
  const added = new Map<CheckedFile, CheckedFile>();
  for (const [folder, beside] of folders) {
    for (const [file, checked] of checkFolder(folder, beside)) added.set(file, checked);
  }
  return files.map((file) => added.get(file) ?? file);
}

function checkFolder(folder: string, files: readonly CheckedFile[]): [CheckedFile, CheckedFile][] {
  if (!files.some(({ text }) => /include/i.test(text))) return [];
  const scripts = files.map(
    ({ path, text }): NamedScript => ({ name: basename(path), script: parse(text).script }),
  );
  const all = gatherScripts(scripts, folderOnDisk(folder));
  const found = checkIncludes(all, {
    complete: files.length > 1,
    reported: new Set(scripts),
  });
  return files.map((file, index) => {
    const script = scripts[index];
    const more = script === undefined ? [] : (found.get(script) ?? []);
    const diagnostics = [...file.diagnostics, ...more].sort(
      (a, b) => a.from - b.from || a.to - b.to,
    );
    return [file, { ...file, diagnostics }];
  });
}
