import { demoAccount } from './mail-server.ts';

/** What a person needs to know about a running demo. */
export interface DemoSummary {
  /** What to open in the browser. */
  readonly url: string;
  readonly username: string;
  readonly password: string;
  /** Host and port of the ManageSieve server, for other programs. */
  readonly managesieve: { readonly host: string; readonly port: number };
  /** Path of the certificate that other programs must trust, PEM. */
  readonly caPath: string;
  /** Where scripts and messages stand. */
  readonly folder: string;
  /** What to try, one sentence each. */
  readonly hints: readonly string[];
  /** All of it, ready to print. */
  readonly lines: readonly string[];
}

const hints = [
  'Switch on “Out of office” in the script “main”, and save.',
  'Add a rule in the form, then look at the Sieve it wrote.',
  'Open “by-hand”: what the form cannot show stays as it is.',
  'Type a mistake into the text and save: the server’s complaint stands at its line.',
];

/** Says what runs where. */
export function summarize(
  where: Pick<DemoSummary, 'url' | 'managesieve' | 'caPath' | 'folder'>,
): DemoSummary {
  const { host, port } = where.managesieve;
  const rows = [
    ['Open', where.url],
    ['Log in', `user ${demoAccount.username}, password ${demoAccount.password}`],
    ['ManageSieve', `${host}:${port}, STARTTLS, CA ${where.caPath}`],
    ['Files', `${where.folder} (scripts, sample messages)`],
  ];
  const lines = [
    ...rows.map(([label, text]) => `${`${label}:`.padEnd(13)}${text}`),
    '',
    'To try:',
    ...hints.map((hint) => `  - ${hint}`),
  ];
  return { ...where, ...demoAccount, hints, lines };
}
