import type { Dovecot } from './ask-dovecot.ts';
import { type ConfigSection, listOf, sectionsOf } from './config-tree.ts';

/** When imapsieve runs a script: `imapsieve_mailboxN_…` of 2.3, a `sieve_script` of 2.4. */
export interface ImapsieveRule {
  /** Of 2.3 its number, of 2.4 the name of its script. */
  readonly label: string;
  /** The mailbox that a message comes into; `*` for each. */
  readonly mailbox: string;
  /** The mailbox that it comes from; `*` for each. */
  readonly from: string;
  /** In upper case; empty where none is given, which is any in 2.3. */
  readonly causes: readonly string[];
  /** Paths of its scripts, without `file:` and without what stands behind a semicolon. */
  readonly before: string;
  readonly after: string;
}

/** The global scripts that run before each user's own at delivery, in their order. */
export interface GlobalScript {
  /** `sieve_before`, `sieve_before2` … of 2.3, the name of the script of 2.4. */
  readonly label: string;
  /** A file or, of 2.3, a folder. */
  readonly path: string;
}

/** The rules in force. In 2.3 those behind a gap in the numbers are not. */
export function imapsieveRules({ series, config }: Dovecot): readonly ImapsieveRule[] {
  return series === '2.3' ? rules23(config) : rules24(config);
}

/** The settings of all `plugin { }` sections of 2.3. */
export function pluginSettings(config: ConfigSection): ReadonlyMap<string, string> {
  return new Map(sectionsOf(config, 'plugin').flatMap(({ settings }) => [...settings]));
}

/** The numbers of 2.3 that name a mailbox, in force or not. */
export function ruleNumbers(config: ConfigSection): readonly number[] {
  return [...pluginSettings(config)]
    .map(([key, value]) => (value === '' ? null : /^imapsieve_mailbox(\d+)_name$/.exec(key)))
    .flatMap((match) => (match === null ? [] : [Number(match[1])]))
    .sort((a, b) => a - b);
}

function rules23(config: ConfigSection): ImapsieveRule[] {
  const numbers = ruleNumbers(config);
  const inForce = numbers.filter((number, index) => number === index + 1);
  return inForce.map((number) => readRule(pluginSettings(config), number));
}

/** A rule of 2.3. */
export function readRule(plugin: ReadonlyMap<string, string>, number: number): ImapsieveRule {
  const read = (name: string): string => plugin.get(`imapsieve_mailbox${number}_${name}`) ?? '';
  return {
    label: String(number),
    mailbox: read('name'),
    from: read('from') || '*',
    causes: upperWords(read('causes')),
    before: scriptPath(read('before')),
    after: scriptPath(read('after')),
  };
}

function rules24(config: ConfigSection): ImapsieveRule[] {
  const everywhere = scripts24(config, '*', '*');
  const to = mailboxesOf(config).flatMap((one) => scripts24(one, one.name, '*'));
  const from = sectionsOf(config, 'imapsieve_from').flatMap((one) => scripts24(one, '*', one.name));
  const both = mailboxesOf(config).flatMap((one) =>
    sectionsOf(one, 'imapsieve_from').flatMap((inner) => scripts24(inner, one.name, inner.name)),
  );
  return [...everywhere, ...to, ...from, ...both];
}

function scripts24(parent: ConfigSection, mailbox: string, from: string): ImapsieveRule[] {
  return sectionsOf(parent, 'sieve_script').flatMap((script) => {
    const causes = causesOf(script);
    const path = scriptPath(script.settings.get('path') ?? '');
    const type = script.settings.get('type');
    const isHere = mailbox !== '*' || from !== '*' || causes.some((cause) => cause !== 'DELIVERY');
    if (!isHere || (type !== 'before' && type !== 'after')) return [];
    const [before, after] = type === 'before' ? [path, ''] : ['', path];
    return [{ label: script.name, mailbox, from, causes, before, after }];
  });
}

function causesOf(script: ConfigSection): readonly string[] {
  return listOf(script, 'cause').map((word) => word.toUpperCase());
}

function upperWords(text: string): readonly string[] {
  return text.split(/[\s,]+/).flatMap((word) => (word === '' ? [] : [word.toUpperCase()]));
}

/** All `mailbox` sections, those of namespaces too. */
export function mailboxesOf(config: ConfigSection): readonly ConfigSection[] {
  const places = [config, ...sectionsOf(config, 'namespace')];
  return places.flatMap((place) => sectionsOf(place, 'mailbox'));
}

/** The global scripts before the user's own. */
export function globalScripts({ series, config }: Dovecot): readonly GlobalScript[] {
  if (series === '2.4') {
    return sectionsOf(config, 'sieve_script')
      .filter(({ settings }) => settings.get('type') === 'before')
      .filter((script) => {
        const causes = causesOf(script);
        return causes.length === 0 || causes.includes('DELIVERY');
      })
      .map((script) => ({
        label: script.name,
        path: scriptPath(script.settings.get('path') ?? ''),
      }));
  }
  return numberedScripts(config, 'sieve_before');
}

/** `sieve_before`, `sieve_before2` … or `sieve_after` … of 2.3, up to the first that is missing. */
export function numberedScripts(
  config: ConfigSection,
  name: 'sieve_before' | 'sieve_after',
): readonly GlobalScript[] {
  const plugin = pluginSettings(config);
  const found: GlobalScript[] = [];
  for (let number = 1; ; number += 1) {
    const label = `${name}${number === 1 ? '' : number}`;
    const path = scriptPath(plugin.get(label) ?? '');
    if (path === '') return found;
    found.push({ label, path });
  }
}

function scriptPath(location: string): string {
  return location.replace(/^file:/, '').replace(/;.*$/, '');
}

/** A setting of Sieve: of 2.3 in `plugin { }`, of 2.4 at the top. */
export function sieveSetting({ series, config }: Dovecot, name: string): string {
  const settings = series === '2.3' ? pluginSettings(config) : config.settings;
  return settings.get(name) ?? '';
}

/** The words of such a setting. */
export function sieveList({ series, config }: Dovecot, name: string): readonly string[] {
  if (series === '2.4') return listOf(config, name);
  return (pluginSettings(config).get(name) ?? '').split(/\s+/).filter((word) => word !== '');
}
