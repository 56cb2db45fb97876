import { type Logger, pino } from 'pino';

/**
 * Writes one JSON line an event to stderr, where it does not mix with what a command prints.
 * Callers log chosen fields, never a request, its body, or an error that may quote one.
 */
export function createLogger(level: string): Logger {
  return pino({ name: 'sievekit-editor', level, base: null }, pino.destination(2));
}

/**
 * Logs a mistake of ours. Of the error only its name, words and stack: other fields may quote what
 * a user sent.
 */
export function logBug(logger: Logger, error: unknown, where: object): void {
  const bug = error instanceof Error ? error : new Error(String(error));
  const { name, message, stack } = bug;
  logger.error({ ...where, bug: { name, message, stack } }, 'a mistake in the editor');
}
