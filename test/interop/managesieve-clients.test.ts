import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startTestServer, type TestServer } from '@sievekit/managesieve';
import { check, createLineIndex } from '@sievekit/parser';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { clientProgram, runClient } from '../lab/client.ts';
import { missingParts } from '../lab/state.ts';

const capabilities = ['envelope', 'fileinto', 'vacation'];
const password = 'pass "word" \\ ünï';
const script = '# ünï→😀 {5+}\r\nrequire "fileinto";\r\n\r\nfileinto "Lists";\r\n';

let server: TestServer;
let folder: string;
let authority: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sk-clients-'));
  authority = join(folder, 'ca.pem');
  server = await startTestServer({ users: { alice: password }, capabilities, check: judge });
  await writeFile(authority, server.ca);
});
afterEach(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

function judge(bytes: Uint8Array) {
  const text = Buffer.from(bytes).toString();
  const lines = createLineIndex(text);
  const select = (wanted: string) =>
    check(text, { capabilities })
      .filter(({ severity }) => severity === wanted)
      .map(({ from, message }) => ({ line: lines.position(from).line, message }));
  return { errors: select('error'), warnings: select('warning') };
}

const file = (name: string) => fileURLToPath(new URL(name, import.meta.url));

/** What a program of ours told of its steps. */
async function follow(language: 'python' | 'php', name: string): Promise<[string, unknown][]> {
  const args = [file(name), 'localhost', String(server.port), authority];
  const { output, errors, status } = await runClient(language, args, `${password}\n${script}`);
  expect({ errors, status }).toEqual({ errors: '', status: 0 });
  const steps = output.trim().split('\n');
  return steps.map((line) => {
    const { step, result } = JSON.parse(line) as { step: string; result: unknown };
    return [step, result];
  });
}

const missing = missingParts(['clients']);

describe.skipIf(missing.length > 0)(`the embedded server serves ${missing.join(' ')}`, () => {
  it('sieve-connect', async () => {
    const run = async (...args: string[]) => {
      const basics = ['--server', 'localhost', '--port', String(server.port), '--user', 'alice'];
      const login = [...basics, '--passwordfd', '0', '--tlscafile', authority];
      const program = clientProgram('sieve-connect');
      const { status, output, errors } = await runClient(
        'perl',
        [program, ...login, ...args],
        `${password}\n`,
      );
      return { status, said: `${output}${errors}`.trim() };
    };
    const [up, down, broken] = ['up', 'down', 'broken'].map((name) => join(folder, name));
    await writeFile(up ?? '', script);
    await writeFile(broken ?? '', 'keep;\r\nkep;\r\n');
    const upload = (path = '', name = '') =>
      run('--upload', '--localsieve', path, '--remotesieve', name);

    expect(await run('--list')).toEqual({ status: 0, said: '' });
    expect(await upload(up, 'my rules')).toMatchObject({ status: 0 });
    expect(await upload(up, 'spare')).toMatchObject({ status: 0 });
    expect((await upload(broken, 'broken')).said).toContain('line 2: error: There is no command');
    await run('--activate', '--remotesieve', 'my rules');
    expect((await run('--list')).said).toBe('"my rules" ACTIVE\n"spare"');
    await run('--download', '--remotesieve', 'my rules', '--localsieve', down ?? '');
    expect(await readFile(down ?? '', 'utf8')).toBe(script);
    expect((await run('--delete', '--remotesieve', 'my rules')).said).toContain('is active');
    await run('--deactivate');
    await run('--delete', '--remotesieve', 'my rules');
    expect((await run('--list')).said).toBe('"spare"');
  });

  it('sievelib', async () => {
    const steps = await follow('python', 'client-sievelib.py');
    const why = expect.stringContaining('line 2: error: There is no command “kep”');
    expect(steps).toEqual([
      ['login', true],
      ['capabilities', capabilities],
      ['list', []],
      ['space', true],
      ['upload', true],
      ['upload', true],
      ['refused', false],
      ['why', why],
      ['check', true],
      ['activate', true],
      [
        'list',
        [
          ['my rules', true],
          ['spare', false],
        ],
      ],
      ['download', script.replaceAll('\r\n', '\n').trimEnd()],
      ['delete active', false],
      ['rename', true],
      ['deactivate', true],
      [
        'list',
        [
          ['my rules', false],
          ['other', false],
        ],
      ],
      ['delete', true],
      ['delete', true],
      ['list', []],
    ]);
  });

  it('Net_Sieve', async () => {
    const steps = await follow('php', 'client-net-sieve.php');
    const error = expect.stringContaining('line 2: error: There is no command “kep”');
    expect(steps).toEqual([
      ['login', true],
      ['capabilities', capabilities],
      ['list', []],
      ['space', true],
      ['upload', true],
      ['upload', true],
      ['refused', { error }],
      ['activate', true],
      [
        'list',
        [
          ['my rules', true],
          ['spare', false],
        ],
      ],
      ['download', script.trimEnd()],
      ['delete', true],
      ['deactivate', true],
      ['list', [['my rules', false]]],
      ['delete', true],
      ['list', []],
    ]);
  });
});
