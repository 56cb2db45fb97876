import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Dovecot } from './dovecot.ts';
import { packageRoot, serverEnvironment, type Tree } from './program.ts';

/** Programs of a running Dovecot of the lab, as an administrator would call them. */
export interface DovecotProgramPaths {
  readonly folder: string;
  readonly config: string;
  readonly doveconf: string;
  readonly sievec: string;
}

/** What is read beside the main file: to be given to `startDovecot` as `extra`. */
export const includeFolder = '!include_try conf.d/*.conf';

/** Writes small shell programs `doveconf` and `sievec` that run those of the lab. */
export function writeDovecotPrograms(
  dovecot: Pick<Dovecot, 'home'>,
  tree: Tree,
): DovecotProgramPaths {
  const folder = dirname(dirname(dovecot.home('alice')));
  const config = join(folder, 'dovecot.conf');
  const { LD_LIBRARY_PATH = '' } = serverEnvironment(packageRoot(tree));
  mkdirSync(join(folder, 'conf.d'), { recursive: true });
  const write = (name: string, line: string): string => {
    const path = join(folder, name);
    writeFileSync(path, `#!/bin/sh\nexport LD_LIBRARY_PATH='${LD_LIBRARY_PATH}'\n${line}\n`);
    chmodSync(path, 0o755);
    return path;
  };
  const start = tree === 'trixie' ? '-F' : '-e';
  return {
    folder,
    config,
    doveconf: write('doveconf.sh', `exec ${folder}/dc "$@"`),
    sievec: write(
      'sievec.sh',
      `exec ${folder}/dc -c ${config} ${start} ${folder}/b/sievec -c ${config} "$@"`,
    ),
  };
}
