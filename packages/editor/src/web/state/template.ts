import { enabledCapabilities, type Script, type TextEdit } from '@sievekit/parser';

/** Ready-made rules. */
export const templateNames = ['junk', 'lists', 'forward', 'away', 'plus', 'weekend'] as const;

export type TemplateName = (typeof templateNames)[number];

/** What a template asks for. */
export type TemplateFieldName = 'folder' | 'address' | 'copy' | 'subject' | 'message';

/** What was typed or chosen; `copy` is '' for no. */
export type TemplateValues = Readonly<Record<TemplateFieldName, string>>;

/** What is wrong with a field of a template. */
export type TemplateProblem = 'missing' | 'address' | 'line-break' | 'variable';

interface Template {
  readonly fields: readonly TemplateFieldName[];
  /** Sieve extensions that it requires. */
  readonly needs: (values: TemplateValues) => readonly string[];
  /** The Sieve of the rule, without its name and `require`. */
  readonly write: (values: TemplateValues) => string;
}

const templates: Record<TemplateName, Template> = {
  junk: {
    fields: ['folder'],
    needs: () => ['fileinto'],
    write: ({ folder }) => `if header :contains "x-spam-flag" "YES"
{
\tfileinto ${quote(folder)};
\tstop;
}
`,
  },
  // Only folders that are there: else any sender could make some.
  lists: {
    fields: ['folder'],
    needs: () => ['fileinto', 'mailbox', 'variables'],
    write: ({
      folder,
    }) => `if allof (header :matches "list-id" "*<*.*>*", mailboxexists ${quote(`${folder}/\${2}`)})
{
\tfileinto ${quote(`${folder}/\${2}`)};
\tstop;
}
`,
  },
  forward: {
    fields: ['address', 'copy'],
    needs: ({ copy }) => (copy === '' ? [] : ['copy']),
    write: ({ address, copy }) => `redirect ${copy === '' ? '' : ':copy '}${quote(address)};\n`,
  },
  away: {
    fields: ['subject', 'message'],
    needs: () => ['vacation'],
    write: ({ subject, message }) => {
      const title = subject === '' ? '' : `:subject ${quote(subject)} `;
      return `vacation :days 7 ${title}${quote(message)};\n`;
    },
  },
  plus: {
    fields: ['folder'],
    needs: () => ['envelope', 'fileinto', 'mailbox', 'subaddress', 'variables'],
    write: ({
      folder,
    }) => `if allof (envelope :detail :matches "to" "?*", mailboxexists ${quote(`${folder}/\${1}\${2}`)})
{
\tfileinto ${quote(`${folder}/\${1}\${2}`)};
\tstop;
}
`,
  },
  weekend: {
    fields: ['folder'],
    needs: () => ['date', 'fileinto'],
    write: ({ folder }) => `if currentdate :is "weekday" ["0", "6"]
{
\tfileinto ${quote(folder)};
\tstop;
}
`,
  },
};

/** What a template asks for, in the order of its form. */
export function templateFields(name: TemplateName): readonly TemplateFieldName[] {
  return templates[name].fields;
}

/** The first Sieve extension that the template needs and the server lacks; null: none. */
export function missingFor(
  name: TemplateName,
  values: TemplateValues,
  supports: (extension: string) => boolean,
): string | null {
  return templates[name].needs(values).find((extension) => !supports(extension)) ?? null;
}

/** What is wrong with what was typed; null where nothing is. */
export function checkField(field: TemplateFieldName, value: string): TemplateProblem | null {
  const text = value.trim();
  if (text === '') return field === 'copy' || field === 'subject' ? null : 'missing';
  if (field !== 'message' && /[\r\n\0]/.test(text)) return 'line-break';
  // Another rule of the script may require variables, and then it would be one.
  if (text.includes('${')) return 'variable';
  if (field === 'address' && !/^[^\s@"<>(),;]+@[^\s@"<>(),;]+$/.test(text)) return 'address';
  return null;
}

/** The rule that a template makes, with its name. */
export function writeTemplate(name: TemplateName, title: string, values: TemplateValues): string {
  return `# rule:[${title}]\n${templates[name].write(trimAll(values))}`;
}

/** Puts the rule of a template at the end of a script, and what it needs into `require`. */
export function templateEdits(
  script: Script,
  name: TemplateName,
  title: string,
  values: TemplateValues,
): TextEdit[] {
  const { text } = script;
  const rule = writeTemplate(name, title, values);
  const enabled = enabledCapabilities(script);
  const missing = templates[name].needs(values).filter((extension) => !enabled.has(extension));
  const gap = text === '' || text.endsWith('\n') ? '' : '\n';
  const end = { from: text.length, to: text.length, insert: gap + rule };
  return [...requireEdits(script, missing), end];
}

function requireEdits(script: Script, missing: readonly string[]): TextEdit[] {
  if (missing.length === 0) return [];
  const names = missing.map(quote).join(', ');
  const [first] = script.commands;
  const [given] = first?.name.lower === 'require' ? first.arguments : [];
  const last = given?.type === 'list' ? given.items.at(-1) : undefined;
  if (last) return [{ from: last.to, to: last.to, insert: `, ${names}` }];
  if (given?.type === 'string') {
    return [
      { from: given.from, to: given.from, insert: '[' },
      { from: given.to, to: given.to, insert: `, ${names}]` },
    ];
  }
  return [{ from: 0, to: 0, insert: `require [${names}];\n` }];
}

function trimAll(values: TemplateValues): TemplateValues {
  const { folder, address, copy, subject, message } = values;
  return {
    folder: folder.trim().replace(/\/+$/, ''),
    address: address.trim(),
    copy,
    subject: subject.trim(),
    message: message.trim(),
  };
}

/** A quoted string (RFC 5228 section 2.4.2). */
function quote(text: string): string {
  return `"${text.replace(/[\\"]/g, '\\$&')}"`;
}
