import type { Script } from '../../syntax/ast.ts';
import type { SentenceMessages } from '../sentence/message.ts';
import { commentedDialect } from './commented.ts';
import { detectDialect } from './detect.ts';
import type { Dialect, DialectRule } from './dialect.ts';
import { nextcloud } from './nextcloud.ts';
import { rainloop } from './rainloop.ts';

export interface FilterListOptions {
  /** Name of the script on the server: some programs leave no other trace. */
  readonly scriptName?: string;
  /** The words of the sentences; English where absent. */
  readonly words?: SentenceMessages;
}

/** The dialect in which the rules of a script are read and written. */
export function dialectOf(script: Script, { scriptName }: FilterListOptions): Dialect {
  const name = detectDialect(script, scriptName);
  const dialect = name === 'rainloop' ? rainloop : name === 'nextcloud' ? nextcloud : null;
  return remembering((dialect ?? commentedDialect(name)) as Dialect);
}

/** A script does not change, so that its rules are read once, also for each edit of one. */
const known = new WeakMap<
  Script,
  { readonly name: string; readonly rules: readonly DialectRule[] }
>();

function remembering(dialect: Dialect): Dialect {
  return {
    ...dialect,
    read: (script) => {
      const before = known.get(script);
      if (before?.name === dialect.name) return before.rules;
      const rules = dialect.read(script);
      known.set(script, { name: dialect.name, rules });
      return rules;
    },
  };
}

/** @throws RangeError where there is no such rule. */
export function ruleAt(rules: readonly DialectRule[], index: number): DialectRule {
  const rule = rules[index];
  if (rule !== undefined) return rule;
  throw new RangeError(`There is no rule ${index} among ${rules.length}.`);
}
