import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Outcome } from '../controller/answer.ts';
import type { BridgeReport } from '../status.ts';
import type { Observer } from './observer.ts';

/** Everything that Prometheus is told. */
export interface Metrics extends Observer {
  /** The text of `/metrics` for this state. */
  render(status: BridgeReport): Promise<string>;
  readonly contentType: string;
}

const PREFIX = 'sievekit_bridge_';
const QUICK = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 10];
const SLOW = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10, 60];

/** Counters that begin at 0. */
export function createMetrics(): Metrics {
  const register = new Registry();
  const registers = [register];
  const answers = new Counter({
    name: `${PREFIX}answers_total`,
    help: 'Answers of the controller: what became of the message, and the status ("none": no answer)',
    labelNames: ['outcome', 'status'],
    registers,
  });
  const refused = new Counter({
    name: `${PREFIX}refused_total`,
    help: 'Messages of Dovecot answered "-", by reason',
    labelNames: ['code'],
    registers,
  });
  const accept = new Histogram({
    name: `${PREFIX}accept_seconds`,
    help: 'How long Dovecot, and the person, waited for "+"',
    buckets: QUICK,
    registers,
  });
  const learn = new Histogram({
    name: `${PREFIX}learn_seconds`,
    help: 'How long the controller took for a message',
    buckets: SLOW,
    registers,
  });
  const write = createStatusMetrics(register);

  return {
    contentType: register.contentType,
    attempted(outcome, ms) {
      answers.inc({ outcome: nameOf(outcome), status: statusOf(outcome) });
      learn.observe(ms / 1000);
    },
    accepted: (ms) => accept.observe(ms / 1000),
    refused: (code) => refused.inc({ code }),
    async render(status) {
      write(status);
      return register.metrics();
    },
  };
}

function nameOf(outcome: Outcome): string {
  return outcome.kind === 'done' ? outcome.result : outcome.kind;
}

function statusOf(outcome: Outcome): string {
  const status = 'answer' in outcome ? outcome.answer.status : outcome.status;
  return String(status ?? 'none');
}

/** What is read off the state when somebody asks. */
function createStatusMetrics(register: Registry): (status: BridgeReport) => void {
  const registers = [register];
  const gauge = (name: string, help: string): Gauge =>
    new Gauge({ name: PREFIX + name, help, registers });
  const messages = new Counter({
    name: `${PREFIX}messages_total`,
    help: 'Messages done with, by what became of them; "too_short" are among the skipped',
    labelNames: ['result'],
    registers,
  });
  const state = new Gauge({
    name: `${PREFIX}state`,
    help: '1 for the state of the way to the controller',
    labelNames: ['state'],
    registers,
  });
  const learned = new Gauge({
    name: `${PREFIX}rspamd_learned`,
    help: "What rspamd's Bayes has learned in all",
    labelNames: ['class'],
    registers,
  });
  const waiting = gauge('queue_messages', 'Messages that wait, those under way included');
  const oldest = gauge('queue_oldest_seconds', 'Age of the oldest message that waits');
  const bytes = gauge('spool_bytes', 'Size of what waits in the spool');
  const dead = gauge('dead_letters', 'Dead letters in the spool');
  const connections = gauge('connections', 'Connections of Dovecot');
  const inFlight = gauge('in_flight', 'Messages being sent to the controller');
  const redis = gauge('redis_up', '1 while Redis answers, for several machines');
  const shared = new Gauge({
    name: `${PREFIX}shared_messages`,
    help: 'Messages of all machines together',
    labelNames: ['state'],
    registers,
  });
  const least = gauge('rspamd_min_learns', 'How much of each class Bayes needs before it judges');

  return (status) => {
    messages.reset();
    for (const [result, count] of Object.entries(countsOf(status))) messages.inc({ result }, count);
    for (const name of ['open', 'backing-off', 'held'])
      state.set({ state: name }, Number(name === status.state));
    waiting.set(status.waiting);
    oldest.set(status.oldest === null ? 0 : (Date.now() - Date.parse(status.oldest)) / 1000);
    bytes.set(status.spoolBytes);
    dead.set(status.deadLetters);
    connections.set(status.connections);
    inFlight.set(status.inFlight);
    least.set(status.minLearns);
    redis.set(Number(status.shared?.up ?? 0));
    shared.reset();
    for (const state of ['waiting', 'active', 'dead'] as const)
      if (status.shared?.up) shared.set({ state }, status.shared[state]);
    learned.reset();
    if (status.rspamd === null) return;
    learned.set({ class: 'spam' }, status.rspamd.spam);
    learned.set({ class: 'ham' }, status.rspamd.ham);
  };
}

function countsOf(status: BridgeReport): Record<string, number> {
  const { learned, already, skipped, tooShort, cancelled, repeated, dead } = status;
  return {
    learned_spam: learned.spam,
    learned_ham: learned.ham,
    already,
    skipped,
    too_short: tooShort,
    cancelled,
    repeated,
    dead,
  };
}
