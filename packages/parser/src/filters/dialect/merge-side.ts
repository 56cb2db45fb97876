import type { Script } from '../../syntax/ast.ts';
import type { DialectRule } from './dialect.ts';
import { dialectOf, type FilterListOptions } from './open.ts';

/** One version of a script that is merged. */
export interface Side {
  readonly script: Script;
  readonly dialect: string;
  /** The rules by a key that tells those of the same name apart, in order. */
  readonly rules: ReadonlyMap<string, DialectRule>;
  readonly keys: readonly string[];
}

/**
 * Reads a side. With `base`, a rule without a name there has the same key here where it was
 * changed, or got a name: it stands between the same rules.
 */
export function readSide(script: Script, options: FilterListOptions, base?: Side): Side {
  const dialect = dialectOf(script, options);
  const rules = new Map<string, DialectRule>();
  const counts = new Map<string, number>();
  for (const rule of dialect.read(script)) {
    // A rule without a name is known by its text.
    const known =
      rule.name === '' ? `code ${script.text.slice(rule.from, rule.to)}` : `name ${rule.name}`;
    const count = (counts.get(known) ?? 0) + 1;
    counts.set(known, count);
    rules.set(`${count} ${known}`, rule);
  }
  const side = { script, dialect: dialect.name, rules, keys: [...rules.keys()] };
  return base === undefined ? side : alignTo(base, side);
}

function alignTo(base: Side, side: Side): Side {
  const before = gapsOf(base.keys, side.rules);
  const keyOf = new Map<string, string>();
  for (const [place, keys] of gapsOf(side.keys, base.rules)) {
    const known = before.get(place);
    if (known?.length !== keys.length) continue;
    for (const [at, key] of keys.entries()) {
      const wanted = known[at];
      if (wanted !== undefined && base.rules.get(wanted)?.name === '') keyOf.set(key, wanted);
    }
  }
  if (keyOf.size === 0) return side;
  const rules = new Map([...side.rules].map(([key, rule]) => [keyOf.get(key) ?? key, rule]));
  return { ...side, rules, keys: [...rules.keys()] };
}

/** Runs of keys that the other side has not, by the two keys around each that it has. */
function gapsOf(
  keys: readonly string[],
  other: ReadonlyMap<string, unknown>,
): Map<string, readonly string[]> {
  const gaps = new Map<string, readonly string[]>();
  let gap: string[] = [];
  let last = '';
  for (const key of [...keys, '']) {
    if (key !== '' && !other.has(key)) gap.push(key);
    else {
      if (gap.length > 0) gaps.set(JSON.stringify([last, key]), gap);
      [gap, last] = [[], key];
    }
  }
  return gaps;
}
