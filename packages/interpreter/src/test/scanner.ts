import { compileRegex } from '../match/regex.ts';
import { encodeUtf8 } from '../message/octets.ts';
import type { Run } from '../run/run.ts';
import type { ScannerSettings } from '../run/setting.ts';

/**
 * The verdict of a scanner in the header as a share of the worst, 0 to 1, or with `text` as the
 * result of the test itself.
 */
export type Verdict = { readonly share: number } | { readonly result: number };

/** What a scanner left in the header; null where it left nothing that can be read. */
export function readVerdict(run: Run, settings: ScannerSettings): Verdict | null {
  const { statusType = 'score', textValues, maxHeader, maxValue } = settings;
  const status = readField(run, settings.statusHeader);
  if (status === null) return null;
  if (statusType === 'text') {
    const found = [...(textValues ?? [])].find(([, text]) => encodeUtf8(text) === status);
    return found === undefined ? null : { result: Math.max(1, found[0]) };
  }
  const most = maxHeader === undefined ? maxValue : readNumber(readField(run, maxHeader));
  const value = statusType === 'strlen' ? status.length : readNumber(status);
  if (most === undefined || most === null || most <= 0 || value === null) return null;
  return { share: Math.min(1, Math.max(0, value / most)) };
}

/** The value of the first field, or what group 1 of the expression behind the colon finds in it. */
function readField(run: Run, setting: string): string | null {
  const [name = '', ...rest] = setting.split(':');
  const text = run.message.header.first(name.trim())?.text;
  if (text === undefined) return null;
  const pattern = rest.join(':').trim();
  if (pattern === '') return text;
  const groups = compileRegex(pattern, true)?.match(text) ?? null;
  return groups?.[1] ?? groups?.[0] ?? null;
}

function readNumber(text: string | null): number | null {
  const found = /^\s*([-+]?\d+(?:\.\d*)?)\s*$/.exec(text ?? '');
  return found === null ? null : Number(found[1]);
}
