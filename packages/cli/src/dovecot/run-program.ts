import { execFile } from 'node:child_process';
import { Failure } from '../failure.ts';
import { dovecotProgramBytes, dovecotProgramTime } from '../limits.ts';

/** How a program ended. */
export interface ProgramResult {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

/**
 * Runs one of Dovecot's programs, without a shell.
 *
 * @param time how long it may take, in milliseconds
 * @throws {Failure} when it is not there, or takes too long
 */
export function runProgram(
  program: string,
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  time: number = dovecotProgramTime,
): Promise<ProgramResult> {
  const options = {
    // /usr/sbin is where some systems have them, and not in everybody's PATH.
    env: { ...env, PATH: `${env.PATH ?? '/usr/bin:/bin'}:/usr/sbin:/usr/local/sbin` },
    timeout: time,
    maxBuffer: dovecotProgramBytes,
  };
  return new Promise((resolve, reject) => {
    execFile(program, [...args], options, (error, out, err) => {
      if (error === null) resolve({ status: 0, out, err });
      else if (typeof error.code === 'number') resolve({ status: error.code, out, err });
      else reject(new Failure(`Cannot run ${program}: ${explain(error, time)}`, { cause: error }));
    });
  });
}

function explain(error: Error & { code?: unknown; killed?: boolean }, time: number): string {
  if (error.code === 'ENOENT') return 'there is no such program. Is Dovecot installed here?';
  if (error.code === 'EACCES') return 'you may not run it.';
  if (error.killed && typeof error.code !== 'string')
    return `it took longer than ${time / 1000} s.`;
  return error.message;
}
