import { readFileSync } from 'node:fs';
import type { RunFolder } from './run-folder.ts';

/** What a compiler said of one script. */
export interface Compiled {
  /** Whether it ended with status 0. */
  ok: boolean;
  /** Its complaints in its own words. */
  errors: string;
}

const rowsAtOnce = 2;

/**
 * Compiles many scripts, some hundreds a second: `start` runs a shell program on a file that lists
 * scripts, and it leaves the complaints of each and a last line `status N` in `<script>.err`. The
 * results stand in the order of the texts.
 */
export async function compileRows(
  run: RunFolder,
  folder: string,
  texts: readonly string[],
  start: (file: string) => Promise<unknown>,
): Promise<Compiled[]> {
  const scripts = texts.map((text, index) => run.file(`${folder}/${index}.sieve`, text));
  const rows = Array.from({ length: rowsAtOnce }, (_, row) =>
    scripts.filter((_script, index) => index % rowsAtOnce === row),
  );
  const lists = rows.map((row, index) =>
    run.file(`${folder}/row-${index}`, row.map((script) => `${script}\n`).join('')),
  );
  await Promise.all(lists.map(start));
  return scripts.map((script) => {
    const [, errors = '', status] =
      /^([\s\S]*)status (\d+)\n$/.exec(readFileSync(`${script}.err`, 'utf8')) ?? [];
    if (status === undefined) throw new Error(`the compiler said nothing of ${script}`);
    return { ok: status === '0', errors };
  });
}
