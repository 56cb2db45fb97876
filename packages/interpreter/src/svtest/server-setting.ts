import { limits } from '../limits.ts';
import { defaultSettings, type ScannerSettings, type ServerSettings } from '../run/setting.ts';

/** Settings of Dovecot by name, as `test_config_set` gives them. */
export type Configuration = ReadonlyMap<string, string>;

/** What settings of Dovecot 2.3 or 2.4 mean; what cannot be read counts as not set, as there. */
export function readSettings(configuration: Configuration): ServerSettings {
  const read = new Reader(configuration);
  const base = defaultSettings;
  return {
    recipientDelimiter: read.text('recipient_delimiter') ?? base.recipientDelimiter,
    maxActions: read.number('sieve_max_actions') ?? base.maxActions,
    maxRedirects: read.number('sieve_max_redirects') ?? base.maxRedirects,
    ...readVacation(read),
    duplicateDefaultSeconds:
      read.seconds('sieve_duplicate_default_period') ?? base.duplicateDefaultSeconds,
    duplicateMaxSeconds: read.seconds('sieve_duplicate_max_period') ?? base.duplicateMaxSeconds,
    forbiddenToAdd: forbiddenFields(configuration, 'forbid_add'),
    forbiddenToDelete: forbiddenFields(configuration, 'forbid_delete'),
    // The server takes no less.
    editedFieldSize: Math.max(
      1024,
      read.size('sieve_editheader_max_header_size') ?? base.editedFieldSize,
    ),
    variableSize: atMost(
      limits.messageSize,
      read.size('sieve_variables_max_variable_size') ?? read.size('sieve_variables_max_value_size'),
      base.variableSize,
    ),
    variables: atMost(
      10_000,
      read.number('sieve_variables_max_scope_size') ??
        read.number('sieve_variables_max_scope_count'),
      base.variables,
    ),
    notifyEnvelopeFrom: read.text('sieve_notify_mailto_envelope_from'),
    redirectEnvelopeFrom: read.text('sieve_redirect_envelope_from') ?? base.redirectEnvelopeFrom,
    redirectDuplicateSeconds:
      read.seconds('sieve_redirect_duplicate_period') ?? base.redirectDuplicateSeconds,
    reportFrom: read.text('sieve_report_from') ?? base.reportFrom,
    includes: Math.min(limits.includes, read.number('sieve_include_max_includes') ?? base.includes),
    includeDepth: atMost(
      limits.includeDepthAtMost,
      read.number('sieve_include_max_nesting_depth'),
      base.includeDepth,
    ),
    userAddress: read.text('sieve_user_email'),
    postmasterAddress: read.text('postmaster_address') ?? base.postmasterAddress,
    spamtest: scanner(read, 'sieve_spamtest', 10),
    virustest: scanner(read, 'sieve_virustest', 5),
  };
}

function readVacation(
  read: Reader,
): Pick<ServerSettings, Extract<keyof ServerSettings, `vacation${string}`>> {
  const base = defaultSettings;
  const prefix = 'sieve_vacation';
  const min = read.seconds('sieve_vacation_min_period') ?? defaultSettings.vacationMinSeconds;
  const max = read.seconds('sieve_vacation_max_period') ?? defaultSettings.vacationMaxSeconds;
  return {
    vacationMinSeconds: min,
    // One below the least makes no sense: there is none then.
    vacationMaxSeconds: max < min ? 0 : max,
    vacationDefaultSeconds:
      read.seconds('sieve_vacation_default_period') ?? defaultSettings.vacationDefaultSeconds,
    vacationUseOriginalRecipient: read.flag(`${prefix}_use_original_recipient`),
    vacationDontCheckRecipient: read.flag(`${prefix}_dont_check_recipient`),
    vacationSendFromRecipient: read.flag(`${prefix}_send_from_recipient`),
    vacationIgnoreEnvelope: read.flag(`${prefix}_to_header_ignore_envelope`),
    vacationDefaultSubject: read.text(`${prefix}_default_subject`) ?? base.vacationDefaultSubject,
    vacationSubjectTemplate:
      read.text(`${prefix}_default_subject_template`) ?? base.vacationSubjectTemplate,
  };
}

function atMost(most: number, wanted: number | null, otherwise: number): number {
  return wanted === null || wanted === 0 ? otherwise : Math.min(most, wanted);
}

/** Lists of names, or a setting for each name as in 2.4: `sieve_editheader_header/NAME/forbid_add`. */
function forbiddenFields(
  configuration: Configuration,
  what: 'forbid_add' | 'forbid_delete',
): ReadonlySet<string> {
  const lists = [`sieve_editheader_${what}`, 'sieve_editheader_protected']
    .flatMap((name) => (configuration.get(name) ?? '').split(/[\s,]+/))
    .filter((name) => name !== '');
  const single = [...configuration].flatMap(([name, value]) => {
    const [, field, key] = /^sieve_editheader_header[/_](.+)[/_](forbid_\w+)$/.exec(name) ?? [];
    return field !== undefined && key === what && isYes(value) ? [field] : [];
  });
  return new Set([...lists, ...single].map((name) => name.toLowerCase()));
}

function scanner(read: Reader, prefix: string, most: number): ScannerSettings | null {
  const statusHeader = read.text(`${prefix}_status_header`);
  if (statusHeader === null) return null;
  const type = read.text(`${prefix}_status_type`) ?? 'score';
  const maxValue = read.decimal(`${prefix}_max_value`) ?? read.decimal(`${prefix}_score_max_value`);
  const maxHeader = read.text(`${prefix}_max_header`) ?? read.text(`${prefix}_score_max_header`);
  const textValues = new Map<number, string>();
  for (let value = 0; value <= most; value++) {
    const text =
      read.text(`${prefix}_text_value${value}`) ?? read.text(`${prefix}_text_value/${value}`);
    if (text !== null) textValues.set(value, text);
  }
  return {
    statusHeader,
    statusType: type === 'text' || type === 'strlen' ? type : 'score',
    textValues,
    ...(maxValue !== null && { maxValue }),
    ...(maxHeader !== null && { maxHeader }),
  };
}

const secondsOf: Readonly<Record<string, number>> = {
  s: 1,
  m: 60,
  h: 3600,
  d: 86_400,
  w: 604_800,
};
const sizeOf: Readonly<Record<string, number>> = { b: 1, k: 1024, m: 1024 ** 2, g: 1024 ** 3 };

class Reader {
  readonly #configuration: Configuration;

  constructor(configuration: Configuration) {
    this.#configuration = configuration;
  }

  /** Null where it is not set, or empty. */
  text(name: string): string | null {
    return this.#configuration.get(name)?.trim() || null;
  }

  number(name: string): number | null {
    const text = this.text(name);
    return text !== null && /^\d{1,15}$/.test(text) ? Number(text) : null;
  }

  decimal(name: string): number | null {
    const text = this.text(name);
    return text !== null && /^\d{1,15}(?:\.\d*)?$/.test(text) ? Number(text) : null;
  }

  flag(name: string): boolean {
    return isYes(this.text(name) ?? '');
  }

  /** `90`, `90s`, `5m`, `2 hours`, `1d`, `2w`. */
  seconds(name: string): number | null {
    return this.#unit(name, secondsOf);
  }

  /** `2048`, `4k`, `1 MB`. */
  size(name: string): number | null {
    return this.#unit(name, sizeOf);
  }

  #unit(name: string, units: Readonly<Record<string, number>>): number | null {
    const [, digits, unit = ''] = /^(\d{1,12})\s*([a-z]*)$/i.exec(this.text(name) ?? '') ?? [];
    if (digits === undefined) return null;
    const factor = unit === '' ? 1 : units[unit[0]?.toLowerCase() ?? ''];
    return factor === undefined ? null : Number(digits) * factor;
  }
}

function isYes(value: string): boolean {
  return /^(?:y|yes|true|1|on)$/i.test(value.trim());
}

/**
 * The extensions that scripts may use where `sieve_extensions` changes them: `+x -y` adds and takes
 * away, a list without signs is all there is.
 */
export function allowedCapabilities(
  configuration: Configuration,
  all: ReadonlySet<string>,
): ReadonlySet<string> {
  const words = ['sieve_extensions', 'sieve_global_extensions']
    .flatMap((name) => (configuration.get(name) ?? '').split(/\s+/))
    .filter((word) => word !== '');
  for (const [name, value] of configuration) {
    const [, extension] = /^sieve_(?:global_)?extensions\/(.+)$/.exec(name) ?? [];
    if (extension !== undefined) words.push(`${isYes(value) ? '+' : '-'}${extension}`);
  }
  if (words.length === 0) return all;
  const changes = words.every((word) => /^[-+]/.test(word));
  const allowed = new Set(
    changes ? all : [...all].filter((name) => name.startsWith('comparator-i;')),
  );
  for (const word of words) {
    const name = word.replace(/^[-+]/, '');
    if (word.startsWith('-')) allowed.delete(name);
    else if (all.has(name)) allowed.add(name);
  }
  return allowed;
}
