import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
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
  /** Where Debian's own packages come from here; null where they come from elsewhere. */
  mirror(): Promise<string | null>;
  /** The packages, and what they need beyond what is installed; throws with apt's complaint. */
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

/** A release of Debian's beside the system's own. */
export interface Release {
  /** Such as `trixie`. */
  suite: string;
  /** Where the packages are, and the file of the keys that sign them. */
  mirror: string;
  keys: string;
  /** What only install scripts use, taken for installed; all the rest is fetched. */
  unneeded: readonly string[];
}

/** The sources and the status of a release of which nothing is installed. */
function settingsOf(folder: string, release: Release): Record<string, string> {
  const { suite, mirror, keys, unneeded } = release;
  const sources = join(folder, 'sources.list');
  writeFileSync(sources, `deb [signed-by=${keys}] ${mirror} ${suite} main\n`);
  const status = join(folder, 'status');
  const fields =
    'Status: install ok installed\nArchitecture: all\nMulti-Arch: allowed\nVersion: 99:1';
  writeFileSync(status, unneeded.map((name) => `Package: ${name}\n${fields}\n\n`).join(''));
  return {
    'Dir::Etc::sourcelist': sources,
    'Dir::Etc::sourceparts': '-',
    'Dir::State::status': status,
  };
}
// What is installed already is fetched all the same; what it needs is installed with it.
const install = ['install', '--reinstall'];

function complaint(error: unknown): Error {
  const { stderr, message } = error as { stderr?: string; message: string };
  const lines = (stderr ?? '').split('\n').filter((line) => /^[EW]: /.test(line));
  return new Error(lines.join(' ') || message, { cause: error });
}

/** `folder` keeps lists and package files; for the system's own release where none is named. */
export function createApt(folder: string, release?: Release): Apt {
  const archives = join(folder, 'cache', 'archives');
  for (const part of ['state/lists/partial', 'cache/archives/partial', 'cache/none/partial']) {
    mkdirSync(join(folder, part), { recursive: true });
  }
  const settings = {
    'Dir::State': join(folder, 'state'),
    'Dir::State::status': systemStatus,
    'Dir::Cache': join(folder, 'cache'),
    'Debug::NoLocking': '1',
    'APT::Sandbox::User': 'root',
    'APT::Install-Recommends': '0',
    'Acquire::Languages': 'none',
    'Acquire::Retries': '2',
    'Acquire::http::Timeout': '30',
    'Acquire::https::Timeout': '30',
    ...(release === undefined ? {} : settingsOf(folder, release)),
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
    async mirror() {
      const args = ['indextargets', '--format', '$(REPO_URI)', 'Origin: Debian', 'Label: Debian'];
      return (await apt(...args)).split('\n')[0] || null;
    },
    async resolve(packages) {
      // apt names no file that it has already, so this looks into an empty folder.
      const empty = 'Dir::Cache::archives=none/';
      const text = await apt('-y', '-o', empty, '--print-uris', ...install, ...packages);
      const found = text.matchAll(/^'[^']+' (\S+\.deb) (\d+)/gm);
      return [...found].map(([, name = '', size]) => ({ name, size: Number(size) }));
    },
    async fetch(packages) {
      await apt('-y', '-q', '--download-only', ...install, ...packages);
      return archives;
    },
  };
}
