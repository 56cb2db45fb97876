import type { BridgeLogger } from '@sievekit/rspamd-bridge';

/** One line of the bridge's log. */
export interface LogLine {
  level: 'info' | 'warn' | 'error';
  text: string;
  [field: string]: unknown;
}

/** A logger that prints nothing and keeps everything. */
export function keepLog(): { logger: BridgeLogger; lines: LogLine[] } {
  const lines: LogLine[] = [];
  const write =
    (level: LogLine['level']) =>
    (fields: object, text = ''): void => {
      lines.push({ ...fields, level, text });
    };
  const logger = { info: write('info'), warn: write('warn'), error: write('error') };
  return { logger: logger as BridgeLogger, lines };
}
