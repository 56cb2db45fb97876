import {
  type CapabilityDescription,
  describeCapabilities,
  type Profile,
  profiles,
} from '@sievekit/parser';
import { Failure } from '../failure.ts';
import type { Terminal } from '../terminal.ts';

const marks = { default: 'yes', optional: 'off', none: '-' } as const;

/**
 * Prints which servers have which capabilities; with a name, what that capability adds, or what
 * the server of that profile has.
 *
 * @throws {Failure} when nothing has that name
 */
export function showCapabilities(
  name: string | undefined,
  options: { readonly json?: boolean },
  terminal: Terminal,
): void {
  const all = describeCapabilities();
  const profile = profiles.find((one) => one.name === name);
  const chosen = all.filter((capability) => name === undefined || capability.name === name);
  if (profile === undefined && chosen.length === 0) throw unknownName(name ?? '', all);
  if (options.json) {
    const found = profile ?? (name === undefined ? { capabilities: all } : chosen[0]);
    terminal.out(`${JSON.stringify(found, null, 2)}\n`);
    return;
  }
  if (profile !== undefined) terminal.out(describeProfile(profile, all));
  else if (name === undefined) terminal.out(describeAll(all));
  else terminal.out(chosen.map(describeOne).join(''));
}

function unknownName(name: string, all: readonly CapabilityDescription[]): Failure {
  const near = all.filter((one) => one.name.includes(name.toLowerCase())).map((one) => one.name);
  const hint = near.length > 0 && name !== '' ? ` Did you mean ${near.join(' or ')}?` : '';
  const names = profiles.map((profile) => profile.name).join(', ');
  return new Failure(
    `No extension is named "${name}".${hint} sievekit capabilities lists all; the servers are ${names}.`,
  );
}

function describeAll(all: readonly CapabilityDescription[]): string {
  const servers = profiles.map(({ name }) => name).filter((name) => name !== 'any');
  const rows = all.map(({ name, support }) => [
    name,
    ...servers.map((server) => marks[support[server] ?? 'none']),
  ]);
  const head = ['', ...servers];
  const widths = head.map((cell, column) =>
    Math.max(cell.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (row: readonly string[]): string =>
    `${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd();
  return `${[head, ...rows].map(line).join('\n')}\n\noff: the administrator can switch it on\n`;
}

function describeOne(capability: CapabilityDescription): string {
  const { name, doc, rfc, replacedBy, adds, support } = capability;
  const have = (wanted: string): string =>
    Object.keys(support)
      .filter((server) => support[server] === wanted)
      .join(', ');
  const lines = [
    `${name}${rfc === '' ? '' : ` (${rfc})`}`,
    `  ${doc}`,
    ...(replacedBy === undefined ? [] : [`  Superseded by ${replacedBy}.`]),
    ...adds.map((added) => `  adds ${added}`),
    ...[`  offered by ${have('default') || 'none'}`],
    ...(have('optional') === '' ? [] : [`  can be switched on in ${have('optional')}`]),
    ...conditionsOf(name),
  ];
  return `${lines.join('\n')}\n`;
}

/** What switching it on takes, by server. */
function conditionsOf(name: string): string[] {
  return profiles.flatMap(({ name: server, conditions = {} }) => {
    const condition = conditions[name];
    return condition === undefined ? [] : [`  takes, in ${server}: ${condition}`];
  });
}

function describeProfile(profile: Profile, all: readonly CapabilityDescription[]): string {
  const { title, source, capabilities, optional, implicit = [], lacks, limits } = profile;
  const names = capabilities ?? all.map(({ name }) => name);
  const words = (key: string): string => key.replaceAll(/[A-Z]/g, (c) => ` ${c.toLowerCase()}`);
  const lines = [
    title,
    `  known from ${source}`,
    `  offers ${names.join(', ')}`,
    ...(optional.length === 0 ? [] : [`  can be switched on: ${optional.join(', ')}`]),
    ...(implicit.length === 0 ? [] : [`  needs no require for ${implicit.join(', ')}`]),
    ...(lacks.length === 0 ? [] : [`  lacks ${lacks.join(', ')}`]),
    ...Object.entries(limits).map(([key, value]) => `  at most: ${words(key)} ${value}`),
  ];
  return `${lines.join('\n')}\n`;
}
