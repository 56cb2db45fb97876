import type { Change, Conflict, DeployResult, Plan } from '@sievekit/managesieve';
import type { ExitCode } from '../failure.ts';
import type { Terminal } from '../terminal.ts';
import { printComplaints, readComplaints } from './complaint.ts';
import type { LocalFinding } from './deploy-check.ts';
import type { LocalScript } from './deploy-folder.ts';
import { showJson, showName } from './show-name.ts';

/** All that is known at the end of a deploy. */
export interface Report {
  readonly folder: string;
  /** `user@host:port`. */
  readonly account: string;
  /** Folder with what the account held before. */
  readonly before: string;
  readonly local: ReadonlyMap<string, LocalScript>;
  readonly plan: Plan;
  readonly findings: readonly LocalFinding[];
  readonly result: DeployResult;
}

/** How to say it. */
export interface ReportOptions {
  readonly json?: boolean;
  /** Show what changes, line by line. */
  readonly diff?: boolean;
}

/** Says what was done, or why not, as text or JSON. */
export async function reportDeploy(
  report: Report,
  options: ReportOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  if (options.json) terminal.out(showJson(toJson(report), 2));
  else await print(report, options, terminal);
  return exitCodes[report.result.outcome];
}

const exitCodes: Readonly<Record<DeployResult['outcome'], ExitCode>> = {
  done: 0,
  checked: 0,
  refused: 1,
  undone: 2,
  broken: 2,
  conflict: 3,
};

function toJson({ account, plan, findings, result }: Report): object {
  return {
    account,
    outcome: result.outcome,
    changes: plan.changes.map(({ name, kind }) => ({ name, change: kind })),
    left: plan.left,
    active: plan.active,
    conflicts: result.outcome === 'conflict' ? result.conflicts : [],
    complaints: [
      ...findings.map(({ name, line, severity, message }) => ({ name, line, severity, message })),
      ...saidByServer(result).flatMap(({ name, text, severity }) =>
        readComplaints(text, severity).map((complaint) => ({ name, ...complaint })),
      ),
    ],
    ...('error' in result && { error: result.error.message }),
    ...('leftovers' in result && {
      leftovers: result.leftovers.map(({ name, why }) => ({ name, why })),
    }),
  };
}

interface Said {
  readonly name: string;
  readonly text: string;
  readonly severity: 'error' | 'warning';
}

function saidByServer(result: DeployResult): Said[] {
  if (result.outcome === 'refused') {
    return result.refusals.map((one) => ({ ...one, severity: 'error' }));
  }
  return 'warnings' in result
    ? result.warnings.map((one) => ({ ...one, severity: 'warning' }))
    : [];
}

async function print(report: Report, options: ReportOptions, terminal: Terminal): Promise<void> {
  const { plan, findings, local, result } = report;
  for (const change of plan.changes) {
    terminal.out(`${marks[change.kind]} ${showName(change.name)}${sayActive(change, plan)}\n`);
    if (options.diff) await printDiff(change, terminal);
  }
  const took = result.outcome === 'done' || result.outcome === 'checked';
  for (const { path, line, message } of findings) {
    const doubt = took ? 'warning: the server takes it, and yet: ' : '';
    terminal.err(`${path}:${line}: ${doubt}${showName(message)}\n`);
  }
  for (const { name, text, severity } of saidByServer(result)) {
    const path = local.get(name)?.path ?? showName(name);
    terminal.err(printComplaints(path, readComplaints(text, severity)));
  }
  terminal.err(conclude(report));
}

const marks: Readonly<Record<Change['kind'], string>> = {
  create: '+',
  update: '~',
  delete: '-',
  same: '=',
};

function sayActive({ name }: Change, { active }: Plan): string {
  if (name !== active.after) return '';
  return active.before === active.after ? '  (active)' : '  (becomes active)';
}

async function printDiff(change: Change, terminal: Terminal): Promise<void> {
  if (change.kind === 'same') return;
  const { showDiff } = await import('./script-diff.ts');
  const name = showName(change.name);
  terminal.out(
    showDiff([`server/${name}`, change.before], [`folder/${name}`, change.after], terminal),
  );
}

function conclude({ plan, result, folder, before }: Report): string {
  switch (result.outcome) {
    case 'done':
      return `${count(plan)}${sayNext(plan)}`;
    case 'checked':
      return `A dry run: nothing changed. ${count(plan)}`;
    case 'refused':
      return 'Nothing changed: a script has errors.\n';
    case 'conflict':
      return `${result.conflicts.map((one) => sayConflict(one, plan)).join('')}Nothing changed. Look with “sievekit remote diff”, take the change into ${folder}, or overwrite it with --force.\n`;
    case 'undone':
      return `A step failed, and all is as it was: ${showName(result.error.message)}\n`;
    case 'broken':
      return [
        `A step failed: ${showName(result.error.message)}\n`,
        ...result.leftovers.map(
          ({ name, why }) => `Not put back: ${sayWhat(name)}: ${showName(why)}\n`,
        ),
        `What the account held before is kept: sievekit remote restore ${before} ACCOUNT\n`,
      ].join('');
  }
}

function sayWhat(name: string): string {
  return name === '' ? 'which script is active' : showName(name);
}

function sayConflict({ name, kind }: Conflict, { changes }: Plan): string {
  const shown = showName(name);
  switch (kind) {
    case 'changed':
      return `Conflict: ${shown} was changed on the server.\n`;
    case 'deleted':
      return `Conflict: ${shown} was deleted on the server.\n`;
    case 'unknown': {
      const goes = changes.some((one) => one.name === name && one.kind === 'delete');
      const text = goes ? '' : ' with another text';
      return `Conflict: ${shown} is on the server${text}, and no deploy of this folder put it there.\n`;
    }
    case 'active-changed':
      return name === ''
        ? 'Conflict: somebody let no script be active.\n'
        : `Conflict: somebody made ${shown} active.\n`;
    case 'active-missing':
      return `Conflict: ${shown} would be active and not be there.\n`;
  }
}

function count({ changes, active, left }: Plan): string {
  const of = (kind: Change['kind']): number => changes.filter((one) => one.kind === kind).length;
  const parts = [
    [of('create'), 'new'],
    [of('update'), 'changed'],
    [of('delete'), 'deleted'],
    [of('same'), 'as before'],
    [left.length, 'not of this folder'],
  ] as const;
  const said = parts.filter(([number]) => number > 0).map(([number, what]) => `${number} ${what}`);
  const which =
    active.after === null ? 'no script is active' : `${showName(active.after)} is active`;
  return `${said.join(', ')}; ${which}.\n`;
}

function sayNext({ active }: Plan): string {
  return active.after === null
    ? 'So no mail is filtered. --activate NAME makes a script the active one.\n'
    : '';
}
