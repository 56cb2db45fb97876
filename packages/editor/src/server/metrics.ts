import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { FailureCode } from '../shared/failure.ts';
import type { MethodName } from '../shared/method.ts';

/** What Prometheus is told: no names of people, of scripts or of addresses. */
export interface Metrics {
  /** A login was tried; `outcome` is 'ok' or why it failed. */
  loggedIn(outcome: 'ok' | FailureCode): void;
  /** A request of a page was answered after `ms` milliseconds. */
  answered(method: MethodName, outcome: 'ok' | FailureCode, ms: number): void;
  readonly contentType: string;
  /** The text of `/metrics`. */
  render(now: { sessions: number; sockets: number; inFlight: number }): Promise<string>;
}

const PREFIX = 'sievekit_editor_';
const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10, 30];

export function createMetrics(): Metrics {
  const register = new Registry();
  const registers = [register];
  const logins = new Counter({
    name: `${PREFIX}logins_total`,
    help: 'Logins, by what became of them',
    labelNames: ['outcome'],
    registers,
  });
  const requests = new Histogram({
    name: `${PREFIX}request_seconds`,
    help: 'Requests of pages: how long the mail server and the editor took',
    labelNames: ['method', 'outcome'],
    buckets: BUCKETS,
    registers,
  });
  const gauge = (name: string, help: string): Gauge =>
    new Gauge({ name: PREFIX + name, help, registers });
  const sessions = gauge('sessions', 'People logged in, as far as this process knows');
  const sockets = gauge('websockets', 'Open pages');
  const inFlight = gauge('requests_in_flight', 'Requests under way');
  const memory = gauge('memory_bytes', 'Resident memory of the process');
  return {
    contentType: register.contentType,
    loggedIn: (outcome) => logins.inc({ outcome }),
    answered: (method, outcome, ms) => requests.observe({ method, outcome }, ms / 1000),
    render(now) {
      sessions.set(now.sessions);
      sockets.set(now.sockets);
      inFlight.set(now.inFlight);
      memory.set(process.memoryUsage.rss());
      return register.metrics();
    },
  };
}
