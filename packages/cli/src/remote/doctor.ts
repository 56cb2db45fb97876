import type { ExitCode } from '../failure.ts';
import type { Terminal } from '../terminal.ts';
import { examineAccount, judgeMechanisms, type Visitor } from './doctor-account.ts';
import { hearGreeting } from './doctor-greeting.ts';
import { findAddresses, findServer, knock, type Names, type Place } from './doctor-network.ts';
import { type Step, StepList } from './doctor-step.ts';
import { judgeChain, judgeEnd, judgeName, type ServerOptions, startTls } from './doctor-tls.ts';
import { showJson, showName } from './show-name.ts';

/** Whom to examine. */
export interface Patient {
  readonly host: string;
  /** `null` where none was given: then the DNS is asked, and it is 4190 otherwise. */
  readonly port: number | null;
  /** Authorities, pin and certificates, as for a connection. */
  readonly server: ServerOptions;
  /** `null` to leave the login out. */
  readonly visitor: Visitor | null;
}

/** The world that an examination looks at. */
export interface World {
  readonly names: Names;
  /** How long each single thing may take, in milliseconds. */
  readonly time: number;
}

/** Takes one step after the other, as far as they lead. */
export async function examine(patient: Patient, list: StepList, world: World): Promise<void> {
  const { names, time } = world;
  const place = await list.take('SRV', () => findServer(patient.host, patient.port, names));
  if (place === null) return;
  const addresses = await list.take('addresses', () => findAddresses(place.host, names));
  if (addresses === null) return;
  const alive = await list.take('port', () => knock(place, addresses, time));
  const [address] = alive ?? [];
  if (address === undefined) return;
  const spot = { ...place, address, time };
  const greeting = await list.take('greeting', () => hearGreeting(spot));
  if (greeting === null) return;
  const { server, visitor } = patient;
  const name = server.servername ?? place.host;
  const sight = await list.take('TLS', () => startTls(spot, greeting, server));
  if (sight === null) return;
  await list.take('certificate', () => judgeChain(sight, place.host, server));
  await list.take('names', () => judgeName(sight, name, server));
  await list.take('days left', () => judgeEnd(sight, place.host));
  const way = await list.take('mechanisms', () =>
    judgeMechanisms(place.host, greeting, sight.mechanisms),
  );
  const why = whyNoLogin(patient, place, list);
  if (way === null) return;
  if (visitor === null || why !== null) {
    await list.take('login', () => ({ status: 'skip', detail: why ?? 'no user was named' }));
    return;
  }
  await examineAccount(list, spot, greeting, server, visitor);
}

function whyNoLogin({ host, visitor }: Patient, place: Place, list: StepList): string | null {
  if (visitor === null) return 'no user was named: give USER@HOST to go on';
  const tlsFailed = list.steps.some(
    ({ name, status }) => ['certificate', 'names'].includes(name) && status === 'fail',
  );
  if (tlsFailed) return 'no password is sent to a server that is not who it should be';
  const isNear = place.host === host || place.host.endsWith(`.${host}`);
  if (isNear) return null;
  return `the DNS leads to another domain: give ${visitor.username}@${place.host} to log in there`;
}

/** Examines, and prints each step as it is done and the cause at the end. */
export async function showExamination(
  patient: Patient,
  world: World,
  terminal: Terminal,
  options: { readonly json?: boolean },
): Promise<ExitCode> {
  const list = new StepList((step) => {
    if (!options.json) terminal.out(sayStep(step));
  });
  await examine(patient, list, world);
  const { cause, failed } = list;
  if (options.json) {
    const steps = list.steps.map((step) => ({ ...step, cause: step.cause ?? null }));
    terminal.out(showJson({ ok: !failed, cause, steps }, 2));
  } else if (cause === null) {
    terminal.out('\nAll is well.\n');
  } else {
    terminal.out(`\n${showName(cause.what)}\n${showName(cause.todo)}\n`);
  }
  return failed ? 1 : 0;
}

const marks = { ok: 'ok', warn: 'warn', fail: 'FAIL', skip: '-' } as const;

function sayStep({ name, status, detail, time }: Step): string {
  const start = `${marks[status].padEnd(4)}  ${name.padEnd(12)}`;
  return `${start}  ${`${time} ms`.padStart(8)}  ${showName(detail)}\n`;
}
