import {
  chmod,
  chown,
  mkdtemp,
  readdir,
  readFile,
  readlink,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { recordTerminal } from '../../test/recorded-terminal.ts';
import { run } from '../program.ts';

const ugly = 'require ["b","a"];\r\nif true\r\n{ keep; }\r\n';
const neat = 'require ["b", "a"];\r\nif true {\r\n  keep;\r\n}\r\n';

const isRoot = process.geteuid?.() === 0;
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sievekit-format-'));
  await writeFile(path('ugly.sieve'), ugly);
  await writeFile(path('neat.sieve'), neat);
  await writeFile(path('bad.sieve'), 'keep\n');
  await writeFile(path('latin1.sieve'), Buffer.from('# J\xfcrgen\nkeep;\n', 'latin1'));
  await writeFile(path('program'), Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 1]));
});
afterEach(() => rm(folder, { recursive: true }));

function path(name: string): string {
  return join(folder, name);
}

async function sievekit(args: readonly string[], input: string | Uint8Array = '') {
  const terminal = recordTerminal({ input });
  const code = await run(['format', ...args], terminal);
  return { code, output: terminal.output(), errors: terminal.errors() };
}

describe('sievekit format', () => {
  it('prints the script', async () => {
    const ended = await sievekit([path('ugly.sieve')]);
    expect(ended).toEqual({ code: 0, output: neat, errors: '' });
    expect(await readFile(path('ugly.sieve'), 'utf8')).toBe(ugly);
  });

  it('reads standard input, and keeps a byte-order mark', async () => {
    const ended = await sievekit(['-'], '\ufeffkeep ;\n');
    expect(ended).toEqual({ code: 0, output: '\ufeffkeep;\n', errors: '' });
  });

  it('takes a width, and sorts require where it is told to', async () => {
    const { output } = await sievekit(['--width', '16', '--sort-require', '-'], ugly);
    expect(output).toMatch(/^require \[\r\n {2}"a",\r\n {2}"b"\r\n\];\r\n/);
  });

  it('prints errors and no script where the syntax is wrong, and ends with 1', async () => {
    const { code, output, errors } = await sievekit([path('bad.sieve')]);
    expect({ code, output }).toEqual({ code: 1, output: '' });
    expect(errors).toContain(`${path('bad.sieve')}:1:5: error: `);
    expect(errors).toMatch(/bad\.sieve is not formatted: mend this first\.\n$/);
  });

  it('refuses what is not UTF-8', async () => {
    const { code, output, errors } = await sievekit([path('latin1.sieve')]);
    expect({ code, output }).toEqual({ code: 1, output: '' });
    expect(errors).toContain('Not UTF-8');
  });

  it.each([
    [['nowhere.sieve'], /Cannot read .*there is no such file/],
    [[''], /it is a folder, not a file/],
    [['program'], /holds a NUL byte, as only binary files do/],
    [['ugly.sieve', 'neat.sieve'], /Format one at a time, or use --write or --check/],
    [['--write', '-'], /Leave out --write/],
    [['--write', '--check', 'ugly.sieve'], /--check.* cannot be used with .*--write/],
    [['--width', 'wide', 'ugly.sieve'], /number of columns, from 1 on/],
    [['--width', '0', 'ugly.sieve'], /number of columns, from 1 on/],
  ])('%j: cannot, says why, and ends with 2', async (args, message) => {
    const full = args.map((arg) => (/^-|^wide$|^0$/.test(arg) ? arg : path(arg)));
    const ended = await sievekit(full);
    expect(ended).toMatchObject({ code: 2, output: '' });
    expect(ended.errors).toMatch(message);
  });
});

describe('sievekit format --check', () => {
  it('lists what would change, changes nothing, and ends with 1', async () => {
    const ended = await sievekit(['--check', path('ugly.sieve'), path('neat.sieve')]);
    expect(ended).toEqual({ code: 1, output: `${path('ugly.sieve')}\n`, errors: '' });
    expect(await readFile(path('ugly.sieve'), 'utf8')).toBe(ugly);
  });

  it('is silent where nothing would change', async () => {
    expect(await sievekit(['--check', path('neat.sieve')])).toEqual({
      code: 0,
      output: '',
      errors: '',
    });
    expect(await sievekit(['--check', '-'], ugly)).toMatchObject({ code: 1, output: '<stdin>\n' });
  });

  it('ends with 1 where the syntax is wrong', async () => {
    expect(await sievekit(['--check', path('bad.sieve')])).toMatchObject({ code: 1, output: '' });
  });
});

describe('sievekit format --write', () => {
  it('writes what changes, keeps its mode, and leaves the rest alone', async () => {
    await chmod(path('ugly.sieve'), 0o640);
    const before = await stat(path('neat.sieve'));
    const ended = await sievekit(['--write', path('ugly.sieve'), path('neat.sieve')]);
    expect(ended).toEqual({ code: 0, output: '', errors: '' });
    expect(await readFile(path('ugly.sieve'), 'utf8')).toBe(neat);
    expect((await stat(path('ugly.sieve'))).mode & 0o777).toBe(0o640);
    expect((await stat(path('neat.sieve'))).ino).toBe(before.ino);
    expect(await readdir(folder)).toHaveLength(5);
  });

  it('writes through a symbolic link', async () => {
    await symlink('ugly.sieve', path('link.sieve'));
    await sievekit(['--write', path('link.sieve')]);
    expect(await readlink(path('link.sieve'))).toBe('ugly.sieve');
    expect(await readFile(path('ugly.sieve'), 'utf8')).toBe(neat);
  });

  it('writes nothing where one cannot be read, and all but those with errors', async () => {
    const lost = await sievekit(['--write', path('ugly.sieve'), path('nowhere.sieve')]);
    expect(lost.code).toBe(2);
    expect(await readFile(path('ugly.sieve'), 'utf8')).toBe(ugly);
    const some = await sievekit(['--write', path('bad.sieve'), path('ugly.sieve')]);
    expect(some.code).toBe(1);
    expect(await readFile(path('ugly.sieve'), 'utf8')).toBe(neat);
    expect(await readFile(path('bad.sieve'), 'utf8')).toBe('keep\n');
  });

  it('refuses a file that may not be written', async () => {
    await chmod(folder, 0o755);
    await chmod(path('ugly.sieve'), 0o444);
    await sievekit(['--check', path('neat.sieve')]); // loads all code while it can be read
    const { code, errors } = await asOrdinaryUser(() => sievekit(['--write', path('ugly.sieve')]));
    expect(code).toBe(2);
    expect(errors).toMatch(/Cannot write .*ugly\.sieve: you may not write it/);
  });

  it('keeps the owner', async () => {
    const { uid, gid } = isRoot ? { uid: 12345, gid: 12346 } : await stat(path('ugly.sieve'));
    await chown(path('ugly.sieve'), uid, gid);
    await sievekit(['--write', path('ugly.sieve')]);
    expect(await stat(path('ugly.sieve'))).toMatchObject({ uid, gid });
  });
});

/** Modes do not stop root. */
async function asOrdinaryUser<Result>(work: () => Promise<Result>): Promise<Result> {
  if (isRoot) process.seteuid?.(65_534);
  try {
    return await work();
  } finally {
    if (isRoot) process.seteuid?.(0);
  }
}
