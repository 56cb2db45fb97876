import type { Command, Script } from '../../syntax/ast.ts';
import type { TextEdit } from '../../text/edit.ts';
import type { FilterForm } from '../form/model.ts';

/** Who writes filters into scripts in a way of its own. */
export type DialectName =
  | 'roundcube'
  | 'sievelib'
  | 'rainloop'
  | 'nextcloud'
  | 'ingo'
  | 'sogo'
  | 'zimbra'
  | 'kde'
  | 'proton'
  | 'avelsieve'
  | 'plain';

/** A rule of a script as its dialect has it. */
export interface DialectRule {
  /** Empty where it has none. */
  readonly name: string;
  readonly enabled: boolean;
  /** All of it: name lines and markers included, the end of its last line left out. */
  readonly from: number;
  readonly to: number;
  /** What it does when it is switched on. */
  readonly commands: readonly Command[];
  /** The text in which the offsets of `commands` count; absent: the script's. */
  readonly text?: string;
}

/** A rule that is to be written. */
export interface NewFilter {
  readonly name: string;
  readonly form: FilterForm;
  /** True where absent. */
  readonly enabled?: boolean;
}

/** How one dialect writes rules. */
export interface Dialect<Rule extends DialectRule = DialectRule> {
  readonly name: DialectName;
  /** The rules in order, those that are switched off included. */
  read(script: Script): readonly Rule[];
  /**
   * Switches a rule on or off that is not so yet.
   * @throws FilterError where the dialect cannot write that.
   */
  switch(script: Script, rule: Rule, enabled: boolean): TextEdit[];
  /**
   * Gives a rule another name, which is no empty one and holds no line break.
   * @throws FilterError where the dialect cannot write that.
   */
  rename(script: Script, rule: Rule, name: string): TextEdit[];
  /**
   * Makes a rule do what a form says; `require` is not its concern.
   * @throws FilterError where the dialect cannot write that.
   */
  edit(script: Script, rule: Rule, form: FilterForm): TextEdit[];
  /**
   * Writes a rule after all others; `require` is not its concern.
   * @throws FilterError where the dialect cannot write that.
   */
  add(script: Script, entry: NewFilter): TextEdit[];
  /**
   * Takes a rule out of the script.
   * @throws FilterError where the dialect cannot write that.
   */
  remove(script: Script, rule: Rule): TextEdit[];
  /** Whether the code of a rule says something else than the data kept beside it. */
  isByHand?(script: Script, rule: Rule): boolean;
  /**
   * What the data kept beside a rule says, in place of its code; or no data any more.
   * @throws FilterError where there is no such data.
   */
  settle?(script: Script, rule: Rule, how: 'restore' | 'detach'): TextEdit[];
  /** Puts a rule before the one that now has this index; at the end where there is none. */
  move(script: Script, rules: readonly Rule[], rule: Rule, index: number): TextEdit[];
}
