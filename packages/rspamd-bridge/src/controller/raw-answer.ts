import type { ControllerAnswer } from './answer.ts';

const STATUS_LINE = /^HTTP\/1\.[01] (\d{1,3})(?: ([^\r\n]*))?\r?\n/;

/**
 * Reads an answer that Node's HTTP parser refuses, from the bytes that the error carries. rspamd
 * sends two kinds: 204 with a body, and a status of "1". Null when there is no status line.
 */
export function readRawAnswer(error: unknown): ControllerAnswer | null {
  const packet = findPacket(error);
  if (packet === null) return null;
  const text = packet.toString('utf8');
  const [line, status, reason = ''] = STATUS_LINE.exec(text) ?? [];
  if (line === undefined || status === undefined) return null;
  const [, ...body] = text.split(/\r?\n\r?\n/);
  return { status: Number(status), text: `${reason} ${body.join('\n')}`.trim() };
}

/** axios wraps the error of Node, which has the packet. */
function findPacket(error: unknown): Buffer | null {
  for (let at = error; at instanceof Error; at = at.cause) {
    if ('rawPacket' in at && Buffer.isBuffer(at.rawPacket)) return at.rawPacket;
  }
  return null;
}
