import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../../packages/cli/dist/main.js', import.meta.url));

/** Runs the built `sievekit`; gives its exit status and all that it said. */
export function runCommand(args: readonly string[]): Promise<{ code: number; text: string }> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [main, ...args], (_error, out, err) => {
      resolve({ code: child.exitCode ?? -1, text: out + err });
    });
    child.stdin?.end();
  });
}
