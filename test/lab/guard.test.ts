import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { projectRoot, sourceFolder } from './project.ts';
import { missingParts } from './state.ts';
import { waitFor } from './wait.ts';

const missing = missingParts();

/** A process of its own, in which Vite loads the sources as vitest does for us. */
function startVictim(): ChildProcess {
  const conditions = ['source', 'module', 'node'];
  const config = {
    configFile: false,
    root: projectRoot,
    resolve: { conditions },
    environments: {
      inline: {
        resolve: { conditions, noExternal: ['@sievekit/managesieve', '@sievekit/rspamd-bridge'] },
      },
    },
  };
  const source = `
    import { runnerImport } from 'vite';
    const config = ${JSON.stringify(config)};
    const file = ${JSON.stringify(join(sourceFolder, 'guard-victim.ts'))};
    await (await runnerImport(file, config)).module.startEverything();
  `;
  return fork('-', [], {
    cwd: projectRoot,
    execArgv: ['--input-type=module', '--eval', source],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
}

interface Process {
  pid: number;
  parent: number;
  started: string;
  name: string;
}

function allProcesses(): Process[] {
  return readdirSync('/proc').flatMap((pid) => {
    try {
      const stat = readFileSync(`/proc/${Number(pid)}/stat`, 'latin1');
      const [state, parent, ...rest] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      if (state === 'Z') return [];
      const name = stat.slice(stat.indexOf('(') + 1, stat.lastIndexOf(')'));
      return [{ pid: Number(pid), parent: Number(parent), started: rest[17] ?? '', name }];
    } catch {
      return [];
    }
  });
}

function descendants(root: number): Process[] {
  const all = allProcesses();
  const known = new Set([root]);
  const found: Process[] = [];
  for (let before = -1; before < found.length; ) {
    before = found.length;
    for (const one of all) {
      if (known.has(one.pid) || !known.has(one.parent)) continue;
      known.add(one.pid);
      found.push(one);
    }
  }
  return found;
}

test.skipIf(missing.length > 0)(
  `kill -9 of the starter leaves no process and no folder ${missing.join(' ')}`,
  async () => {
    const victim = startVictim();
    const [log] = (await once(victim, 'message')) as [string];
    const folder = dirname(log);
    const before = descendants(victim.pid ?? 0);
    const names = new Set(before.map(({ name }) => name));
    expect([...names]).toEqual(
      expect.arrayContaining(['dovecot', 'anvil', 'redis-server', 'rspamd', 'master', 'qmgr']),
    );
    expect([...names].some((name) => name.startsWith('chrom'))).toBe(true);
    expect(existsSync(folder)).toBe(true);

    victim.kill('SIGKILL');
    const left = () => {
      const alive = new Set(allProcesses().map(({ pid, started }) => `${pid} ${started}`));
      return before.filter(({ pid, started }) => alive.has(`${pid} ${started}`));
    };
    await waitFor('the end of all', () => left().length === 0, {
      hint: () =>
        left()
          .map(({ pid, name }) => `${pid} ${name}`)
          .join(', '),
    });
    expect(existsSync(folder)).toBe(false);
  },
);
