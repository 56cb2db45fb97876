import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** One package file that apt would fetch. */
export interface PackageFile {
  name: string;
  /** Bytes. */
  size: number;
}

/** Debian's apt with lists, cache and status of its own: it reads the system's and changes none. */
export interface Apt {
  update(): Promise<void>;
  /** What the packages need beyond what is installed; throws with apt's complaint. */
  resolve(packages: readonly string[]): Promise<PackageFile[]>;
  /** Fetches (signatures and sums checked by apt) and gives the folder of the files. */
  fetch(packages: readonly string[]): Promise<string>;
}

// What a system has apt do beside: clean its caches, tell services. Not for our fetching.
const hooks = [
  ...['APT::Update::Pre-Invoke', 'APT::Update::Post-Invoke', 'APT::Update::Post-Invoke-Success'],
  ...['DPkg::Pre-Invoke', 'DPkg::Post-Invoke', 'DPkg::Pre-Install-Pkgs'],
];
const systemStatus = '/var/lib/dpkg/status';

/** The system's package status without `packages`: apt then offers them although installed. */
function statusWithout(packages: readonly string[]): string {
  const drop = new Set(packages.map((name) => `Package: ${name}`));
  const stanzas = readFileSync(systemStatus, 'utf8').split(/\n{2,}/);
  return stanzas.filter((stanza) => !drop.has(stanza.split('\n', 1)[0] ?? '')).join('\n\n');
}

function complaint(error: unknown): Error {
  const { stderr, message } = error as { stderr?: string; message: string };
  const lines = (stderr ?? '').split('\n').filter((line) => /^[EW]: /.test(line));
  return new Error(lines.join(' ') || message, { cause: error });
}

/** `folder` keeps lists and package files; `wanted` are all packages that will be asked for. */
export function createApt(folder: string, wanted: readonly string[]): Apt {
  const status = join(folder, 'status');
  const archives = join(folder, 'cache', 'archives');
  for (const part of ['state/lists/partial', 'cache/archives/partial', 'cache/none/partial']) {
    mkdirSync(join(folder, part), { recursive: true });
  }
  writeFileSync(status, statusWithout(wanted));
  const settings = {
    'Dir::State': join(folder, 'state'),
    'Dir::State::status': status,
    'Dir::Cache': join(folder, 'cache'),
    'Debug::NoLocking': '1',
    'APT::Sandbox::User': 'root',
    'APT::Install-Recommends': '0',
    'Acquire::Languages': 'none',
    'Acquire::Retries': '2',
    'Acquire::http::Timeout': '30',
    'Acquire::https::Timeout': '30',
  };
  // Read after the system's own files; in a file, values with blanks can be quoted.
  const config = join(folder, 'apt.conf');
  const lines = Object.entries(settings).map(([key, value]) => `${key} "${value}";\n`);
  writeFileSync(config, [...hooks.map((name) => `#clear ${name};\n`), ...lines].join(''));
  const env = {
    ...process.env,
    LC_ALL: 'C',
    DEBIAN_FRONTEND: 'noninteractive',
  };
  const apt = async (...args: string[]): Promise<string> => {
    try {
      const { stdout } = await run('apt-get', ['-c', config, ...args], {
        env,
        maxBuffer: 64 << 20,
      });
      return stdout;
    } catch (error) {
      throw complaint(error);
    }
  };
  return {
    async update() {
      await apt('-q', '-o', 'APT::Update::Error-Mode=any', 'update');
    },
    async resolve(packages) {
      // apt names no file that it has already, so this looks into an empty folder.
      const empty = 'Dir::Cache::archives=none/';
      const text = await apt('-y', '-o', empty, '--print-uris', 'install', ...packages);
      const found = text.matchAll(/^'[^']+' (\S+\.deb) (\d+)/gm);
      return [...found].map(([, name = '', size]) => ({ name, size: Number(size) }));
    },
    async fetch(packages) {
      await apt('-y', '-q', '--download-only', 'install', ...packages);
      return archives;
    },
  };
}
