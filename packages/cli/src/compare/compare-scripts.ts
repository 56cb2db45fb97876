import { setImmediate as breathe } from 'node:timers/promises';
import {
  describeChange,
  type Envelope,
  type Message,
  type Program,
  prepare,
  type RunOptions,
  type RunResult,
  readMessage,
  Tally,
} from '@sievekit/interpreter';
import { type ExitCode, Failure } from '../failure.ts';
import { maxChangeKinds } from '../limits.ts';
import { startProgress } from '../remote/progress.ts';
import { type EnvelopeOptions, readEnvelope } from '../run/envelope.ts';
import { environment } from '../run/environment.ts';
import { findScriptBeside } from '../run/find-script.ts';
import { type CheckedScript, readScript } from '../run/read-script.ts';
import { printScriptErrors, scriptErrorJson } from '../run/report.ts';
import { readTime } from '../run/time.ts';
import type { Terminal } from '../terminal.ts';
import { countMessages, openSource, readMessages, type StoredMessage } from './message-source.ts';
import { jsonReport, type Report, textReport } from './report.ts';
import { rulesOf } from './rule.ts';

export interface CompareScriptsOptions extends EnvelopeOptions {
  readonly at?: string;
  readonly json?: boolean;
}

/** How long work goes on before timers get their turn, in milliseconds. */
const turn = 50;

/**
 * Runs two scripts on the same messages and prints what would become otherwise of them. Each
 * message is taken as if it were the only one: no vacation reply and no duplicate is remembered.
 *
 * @returns 1 where a script has an error or the new one made one, 2 where a message cannot be read
 * @throws {Failure} when a file cannot be read or an option is wrong
 */
export async function compareScripts(
  paths: readonly [old: string, now: string],
  messagePaths: readonly string[],
  options: CompareScriptsOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const world = { ...readTime(options.at), environment };
  const scripts = [await readScript(paths[0]), await readScript(paths[1])] as const;
  const wrong = scripts.find(({ errors }) => errors.length > 0);
  if (wrong !== undefined) {
    if (options.json) terminal.out(scriptErrorJson(wrong.text, wrong.errors));
    else printScriptErrors(wrong.path, wrong.text, wrong.errors, terminal);
    return 1;
  }
  const sources = messagePaths.map(openSource);
  const screen = besideProgress(terminal);
  const report = options.json ? jsonReport(screen) : textReport(screen, paths);
  const comparison = new Comparison(scripts, world, options, report);
  const total = terminal.screen.err ? await countMessages(sources) : 0;
  const progress = await startProgress('messages', total, terminal);
  let rested = performance.now();
  try {
    for await (const stored of readMessages(sources)) {
      comparison.add(stored, terminal);
      if (performance.now() - rested < turn) continue;
      progress.update(comparison.read);
      await breathe();
      rested = performance.now();
    }
  } finally {
    progress.stop();
  }
  return comparison.end();
}

/** What is printed on the screen that shows the bar takes its line; the bar comes again below. */
function besideProgress(terminal: Terminal): Terminal {
  if (!terminal.screen.out || !terminal.screen.err) return terminal;
  const out = (text: string | Uint8Array): void => {
    terminal.err(clearLine);
    terminal.out(text);
    terminal.err(saveCursor);
  };
  return { ...terminal, out };
}

const clearLine = '\r\u001b[K';
/** The bar's end puts the cursor where it was saved last, which would be where the bar began. */
const saveCursor = '\u001b7';

/** One of the two, and how its rules do. */
class Side {
  readonly #script: CheckedScript;
  readonly #program: Program;
  readonly #tally: Tally = new Tally(() => performance.now());

  constructor(script: CheckedScript) {
    this.#script = script;
    this.#program = prepare(script.text, { findScript: findScriptBeside(script.path) });
  }

  run(message: Message, options: RunOptions): RunResult {
    return this.#program.run(message, { ...options, tally: this.#tally });
  }

  rules(): ReturnType<typeof rulesOf> {
    return rulesOf(this.#script.script, this.#tally);
  }
}

class Comparison {
  /** Messages so far, those that cannot be read too. */
  read = 0;
  readonly #old: Side;
  readonly #now: Side;
  readonly #world: RunOptions;
  readonly #envelope: EnvelopeOptions;
  readonly #report: Report;
  readonly #kinds: Map<string, number> = new Map();
  #others = 0;
  #changed = 0;
  #unread = 0;
  #failed = false;

  constructor(
    [old, now]: readonly [CheckedScript, CheckedScript],
    world: RunOptions,
    envelope: EnvelopeOptions,
    report: Report,
  ) {
    this.#old = new Side(old);
    this.#now = new Side(now);
    this.#world = world;
    this.#envelope = envelope;
    this.#report = report;
  }

  add({ name, content }: StoredMessage, terminal: Terminal): void {
    this.read++;
    if (content instanceof Failure) {
      this.#unread++;
      terminal.err(`sievekit: ${content.message}\n`);
      return;
    }
    const message = readMessage(content);
    const envelope: Envelope = readEnvelope(message, this.#envelope);
    const options = { ...this.#world, envelope };
    const [before, after] = [this.#old.run(message, options), this.#now.run(message, options)];
    this.#failed ||= after.errors.length > 0;
    const change = describeChange(before, after);
    if (change === null) return;
    this.#changed++;
    this.#count(change);
    this.#report.changed({ message: name, change, before, after });
  }

  /** Mailboxes may be named after what stands in messages: there is no end of kinds. */
  #count(change: string): void {
    const count = this.#kinds.get(change);
    if (count === undefined && this.#kinds.size >= maxChangeKinds) this.#others++;
    else this.#kinds.set(change, (count ?? 0) + 1);
  }

  end(): ExitCode {
    const changes = [...this.#kinds]
      .map(([change, count]) => ({ change, count }))
      .sort((a, b) => b.count - a.count);
    this.#report.end({
      messages: this.read - this.#unread,
      changed: this.#changed,
      unread: this.#unread,
      changes,
      others: this.#others,
      rules: { old: this.#old.rules(), new: this.#now.rules() },
    });
    if (this.#unread > 0) return 2;
    return this.#failed ? 1 : 0;
  }
}
