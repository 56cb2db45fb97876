import { type BridgeConfig, bridgeConfigSchema } from '@sievekit/rspamd-bridge';
import { checkSettings, readSection } from '../../config.ts';
import { askDovecot, type DovecotOptions } from '../../dovecot/ask-dovecot.ts';
import { type ExitCode, Failure } from '../../failure.ts';
import { showJson, showText } from '../../remote/show-name.ts';
import type { Terminal } from '../../terminal.ts';
import { checkDaemon } from './daemon-check.ts';
import { checkDovecot } from './dovecot-check.ts';
import type { LiveOptions } from './live-probe.ts';
import { broken, fine, type Note, skipped } from './note.ts';
import { checkRedis, checkRspamd } from './rspamd-check.ts';
import { checkScripts } from './script-check.ts';
import { checkProgram, checkSocket } from './socket-check.ts';

/** Options of `sievekit bridge doctor`. */
export interface BridgeDoctorOptions extends DovecotOptions, LiveOptions {
  /** The configuration file of the daemon. */
  readonly config?: string;
  /** Address of rspamd's Redis, `HOST:PORT`, to be looked at too. */
  readonly redis?: string;
  readonly json?: boolean;
}

/**
 * `sievekit bridge doctor`: looks for every reason why a move teaches nothing. Changes nothing.
 *
 * @returns 1 when something keeps mails from being learned, else 0
 * @throws {Failure} when Dovecot cannot be asked
 */
export async function examineBridge(
  options: BridgeDoctorOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const notes: Note[] = [];
  const tell = (found: readonly Note[]): void => {
    notes.push(...found);
    if (!options.json) for (const note of found) terminal.out(sayNote(note));
  };
  const { config, note } = await readConfig(options.config);
  const dovecot = await askDovecot(options, terminal);
  tell(checkDovecot(dovecot));
  if (dovecot.error === null) {
    tell(await checkScripts(dovecot, options, terminal));
    tell(await checkSocket(dovecot));
    tell(await checkProgram(dovecot, config?.spool ?? null));
  }
  tell([note]);
  tell(await checkDaemon(config));
  tell(await checkRspamd(config));
  tell(await checkRedis(options.redis, config));
  if (options.live !== undefined) {
    const { probeLive } = await import('./live-probe.ts');
    tell(await probeLive(options, config, terminal));
  }
  const failed = notes.filter(({ status }) => status === 'fail').length;
  if (options.json) {
    const findings = notes.map((one) => ({ ...one, mend: one.mend ?? null }));
    terminal.out(showJson({ ok: failed === 0, findings }, 2));
  } else {
    terminal.out(
      failed === 0 ? '\nNothing keeps mail from being learned.\n' : `\n${failed} to mend.\n`,
    );
  }
  return failed === 0 ? 0 : 1;
}

async function readConfig(
  path: string | undefined,
): Promise<{ config: BridgeConfig | null; note: Note }> {
  const name = 'settings';
  if (path === undefined)
    return {
      config: null,
      note: skipped(name, 'give --config FILE to look at the daemon and rspamd too'),
    };
  try {
    const section = await readSection(path, 'bridge');
    const config = checkSettings(bridgeConfigSchema, section.settings, section);
    return { config, note: fine(name, path) };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return { config: null, note: broken(name, error.message, `Mend ${path}.`) };
  }
}

const marks = { ok: 'ok', warn: 'warn', fail: 'FAIL', skip: '-' } as const;

function sayNote({ name, status, detail, mend }: Note): string {
  const text = showText(detail.trim()).replaceAll('\n', `\n${' '.repeat(25)}`);
  const line = `${marks[status].padEnd(4)}  ${name.padEnd(17)}  ${text}\n`;
  return mend === undefined ? line : `${line}${' '.repeat(25)}→ ${showText(mend)}\n`;
}
