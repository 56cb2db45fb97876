import type { ServerLimits } from '../limits.ts';
import { Refusal, tooMany } from './refusal.ts';
import type { ScriptStore } from './store/store.ts';

interface Bounds {
  readonly limits: ServerLimits;
}

/**
 * Whether a user may store a script (RFC 5804, 1.5). Replacing one is allowed at the limit, too.
 *
 * @throws Refusal QUOTA/MAXSIZE or QUOTA/MAXSCRIPTS
 */
export async function checkQuota(
  setting: Bounds & { readonly store: ScriptStore },
  user: string,
  name: string,
  size: number,
): Promise<void> {
  checkSize(setting, size);
  const scripts = await setting.store.list(user);
  const { scripts: most } = setting.limits;
  if (scripts.length < most || scripts.some((script) => script.name === name)) return;
  throw tooMany(most);
}

/** @throws Refusal QUOTA/MAXSIZE */
export function checkSize({ limits }: Bounds, size: number): void {
  if (size > limits.scriptSize) throw tooLarge(limits);
}

/** The refusal for a script that is too large. */
export function tooLarge({ scriptSize }: ServerLimits): Refusal {
  return new Refusal(`A script may have ${scriptSize} octets and no more.`, 'QUOTA/MAXSIZE');
}
