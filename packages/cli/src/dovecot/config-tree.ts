/** A section of Dovecot's configuration, such as `protocol imap { … }`; the whole has an empty kind. */
export interface ConfigSection {
  readonly kind: string;
  readonly name: string;
  /** The last value of each setting. */
  readonly settings: ReadonlyMap<string, string>;
  readonly sections: readonly ConfigSection[];
}

interface OpenSection extends ConfigSection {
  readonly settings: Map<string, string>;
  readonly sections: OpenSection[];
}

/**
 * Reads what `doveconf` prints, or a file of a configuration, of 2.3 and 2.4. Sections of the same
 * kind and name become one. What is no setting and no section is left out.
 */
export function parseConfig(text: string): ConfigSection {
  const root = section('', '');
  const open: OpenSection[] = [root];
  for (const raw of text.split('\n')) {
    const line = raw.trim();
    const top = open[open.length - 1] ?? root;
    if (line === '' || line.startsWith('#')) continue;
    const [, kind, name = ''] = /^([\w.:/-]+)(?:\s+([^{}=]*?))?\s*\{$/.exec(line) ?? [];
    if (kind !== undefined) open.push(enter(top, kind, readValue(name)));
    else if (line === '}') {
      if (open.length > 1) open.pop();
    } else {
      const [, key, value = ''] = /^([\w.:/-]+)\s*=\s*(.*)$/.exec(line) ?? [];
      if (key !== undefined) top.settings.set(key, readValue(value));
    }
  }
  return root;
}

function section(kind: string, name: string): OpenSection {
  return { kind, name, settings: new Map(), sections: [] };
}

function enter(parent: OpenSection, kind: string, name: string): OpenSection {
  // Those without a name, such as passdb of 2.3, are several.
  const known =
    name === '' && ['passdb', 'userdb', 'namespace'].includes(kind)
      ? undefined
      : parent.sections.find((other) => other.kind === kind && other.name === name);
  if (known !== undefined) return known;
  const made = section(kind, name);
  parent.sections.push(made);
  return made;
}

function readValue(text: string): string {
  const quoted = /^"(.*)"$/.exec(text)?.[1];
  if (quoted === undefined) return text.replace(/\s+#.*$/, '');
  return quoted.replace(/\\(["\\])/g, '$1').trim();
}

/** The sections of a kind, and of a name where one is given. */
export function sectionsOf(
  parent: ConfigSection,
  kind: string,
  name?: string,
): readonly ConfigSection[] {
  return parent.sections.filter(
    (one) => one.kind === kind && (name === undefined || one.name === name),
  );
}

/** The words of a setting: of 2.3 a value with blanks, of 2.4 a section of names that are `yes`. */
export function listOf(parent: ConfigSection, name: string): readonly string[] {
  const words = (parent.settings.get(name) ?? '').split(/[\s,]+/).filter((word) => word !== '');
  const named = sectionsOf(parent, name, '').flatMap(({ settings }) =>
    [...settings].filter(([, value]) => value === 'yes').map(([key]) => key),
  );
  return [...words, ...named];
}
