import { resolve } from 'node:path';
import { type BridgeConfig, bridgeConfigSchema } from '@sievekit/rspamd-bridge';
import { checkSettings, readSection } from '../config.ts';
import { Failure } from '../failure.ts';

/** Options of `sievekit bridge serve`, as they were typed; each overrides the configuration file. */
export interface BridgeOptions {
  readonly config?: string;
  readonly socket?: string;
  readonly spool?: string;
  readonly rspamd?: readonly string[];
  readonly passwordFile?: string;
  readonly socketGroup?: string;
  readonly concurrency?: string;
  readonly learnType?: string;
  readonly classifier?: string;
  readonly fuzzyFlag?: string;
  readonly fuzzyWeight?: string;
  readonly minLearns?: string;
  readonly http?: string;
  readonly settle?: string;
  readonly quota?: string;
  readonly maxAgeDays?: string;
  readonly maxSpoolMegabytes?: string;
  readonly deadDays?: string;
  readonly keepDays?: string;
  readonly redis?: string;
  readonly redisPasswordFile?: string;
}

const paths: readonly string[] = ['socket', 'spool', 'passwordFile', 'redisPasswordFile'];
const numbers: readonly string[] = [
  'concurrency',
  'settle',
  'minLearns',
  'fuzzyFlag',
  'fuzzyWeight',
  'quota',
  'maxAgeDays',
  'maxSpoolMegabytes',
  'deadDays',
  'keepDays',
];

/**
 * The bridge's settings: those of the configuration file, then those of the command line.
 *
 * @throws {Failure} with each mistake, and where the file has it
 */
export async function readBridgeSettings({
  config: path,
  ...options
}: BridgeOptions): Promise<BridgeConfig> {
  const section = path ? await readSection(path, 'bridge') : null;
  if (!section) requireOptions(options);
  const typed = Object.entries(options).map(([name, value]) => [name, readOption(name, value)]);
  const settings = { ...section?.settings, ...Object.fromEntries(typed) };
  return checkSettings(bridgeConfigSchema, settings, section);
}

/** Paths on the command line are relative to where it was typed. */
function readOption(name: string, value: string | readonly string[]): unknown {
  if (typeof value !== 'string') return value;
  if (name === 'socket' && value === 'systemd') return value;
  if (paths.includes(name)) return resolve(value);
  return numbers.includes(name) && value.trim() !== '' ? Number(value) : value;
}

function requireOptions({ socket, spool, rspamd }: BridgeOptions): void {
  if (socket && spool && rspamd) return;
  throw new Failure(
    'The bridge needs --socket, --spool and --rspamd, or a configuration file (--config FILE).',
  );
}
