import type { Tree } from './program.ts';

/** The parts of the lab, and the Debian packages that each is made of. */
export type Part =
  | 'dovecot'
  | 'dovecot24'
  | 'redis'
  | 'rspamd'
  | 'rspamd312'
  | 'postfix'
  | 'chromium'
  | 'cyrus'
  | 'clients'
  | 'nginx';

export interface PartSource {
  /** What people call it. */
  title: string;
  /** Whence its packages come; `root`, the system's own release, unless told. */
  tree?: Tree;
  packages: readonly string[];
  /** Its folder of libraries below `usr/lib`; its name unless told. */
  libraries?: string;
  /** The program that shows whether the part can run, below the unpacked tree, and its arguments. */
  probe: { program: string; args: readonly string[] };
  /** The versions that the lab's configuration is written for. */
  versions?: { pattern: RegExp; said: string };
}

export const parts: Readonly<Record<Part, PartSource>> = {
  dovecot: {
    title: 'Dovecot',
    packages: [
      'dovecot-core',
      'dovecot-imapd',
      'dovecot-lmtpd',
      'dovecot-managesieved',
      'dovecot-sieve',
    ],
    probe: { program: 'usr/sbin/dovecot', args: ['--version'] },
    versions: { pattern: /^2\.3\./, said: '2.3' },
  },
  dovecot24: {
    title: 'Dovecot 2.4',
    tree: 'trixie',
    libraries: 'dovecot',
    // A shell that can run with the libraries of that release.
    packages: [
      ...['dovecot-core', 'dovecot-imapd', 'dovecot-lmtpd', 'dovecot-managesieved'],
      ...['dovecot-sieve', 'dash'],
    ],
    probe: { program: 'usr/sbin/dovecot', args: ['--version'] },
    versions: { pattern: /^2\.4\./, said: '2.4' },
  },
  redis: {
    title: 'Redis',
    packages: ['redis-server'],
    probe: { program: 'usr/bin/redis-server', args: ['--version'] },
  },
  rspamd: {
    title: 'rspamd',
    packages: ['rspamd'],
    probe: { program: 'usr/bin/rspamd', args: ['--version'] },
  },
  rspamd312: {
    title: 'rspamd 3.12',
    tree: 'trixie',
    libraries: 'rspamd',
    packages: ['rspamd'],
    probe: { program: 'usr/bin/rspamd', args: ['--version'] },
    versions: { pattern: /\b3\.12\./, said: '3.12' },
  },
  postfix: {
    title: 'Postfix',
    // The wrappers let it run without root: see docs/lab.md.
    packages: ['postfix', 'libuid-wrapper', 'libnss-wrapper'],
    probe: { program: 'usr/sbin/postconf', args: ['-d', '-h', 'mail_version'] },
  },
  chromium: {
    title: 'Chromium',
    packages: ['chromium', 'fonts-dejavu-core'],
    probe: { program: 'usr/lib/chromium/chromium', args: ['--version', '--no-sandbox'] },
  },
  cyrus: {
    title: 'Cyrus IMAP',
    // It wants some mail server to be there: Postfix is fetched anyway.
    packages: [
      ...['cyrus-common', 'cyrus-imapd', 'sasl2-bin', 'libsasl2-modules', 'libsasl2-modules-db'],
      'postfix',
    ],
    probe: { program: 'usr/lib/cyrus/bin/master', args: ['-V'] },
    versions: { pattern: /^cyrus-imapd 3\.6\./, said: '3.6' },
  },
  clients: {
    title: 'ManageSieve clients',
    packages: [
      'sieve-connect',
      'python3-sievelib',
      ...['php-net-sieve', 'php-net-socket', 'php-cli'],
    ],
    probe: { program: 'usr/bin/php.default', args: ['--version'] },
  },
  nginx: {
    title: 'nginx',
    packages: ['nginx-light'],
    probe: { program: 'usr/sbin/nginx', args: ['-v'] },
  },
};

export const partNames = Object.keys(parts) as readonly Part[];
