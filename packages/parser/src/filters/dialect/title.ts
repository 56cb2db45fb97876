import { type NameInComment, readName, writeName } from '../name.ts';
import type { DialectName } from './dialect.ts';

/** Reads the name of a rule out of a comment before it; null where there is none in it. */
export type TitleReader = (comment: string) => NameInComment | null;

/** `# any text` is the name. */
const textLine = reader(/^#+[ \t]*(\S.*?)[ \t\r]*$/d);
const filterLine = reader(/^# Filter: (.*?)\r?$/d);
/** As SmartSieve and its like have it. */
const dollarName = reader(/^#RULE: \$Name="(.*?)"/d);

const readers: Partial<Record<DialectName, TitleReader>> = {
  sievelib: filterLine,
  ingo: textLine,
  zimbra: textLine,
  kde: (comment) => readName(comment) ?? kdeLine(comment),
};

/** How a dialect writes the names of rules into comments. */
export function titleReader(dialect: DialectName): TitleReader {
  return readers[dialect] ?? ((comment) => readName(comment) ?? dollarName(comment));
}

/** The comment that names a rule which has none yet; `checkFilterName` says what a name may hold. */
export function writeTitle(dialect: DialectName, name: string): string {
  const line = writeName(name);
  if (dialect === 'sievelib') return `# Filter: ${name}`;
  return dialect === 'ingo' || dialect === 'zimbra' ? `# ${name}` : line;
}

function kdeLine(comment: string): NameInComment | null {
  return /^#[ \t]*SCRIPTNAME:/.test(comment) ? null : textLine(comment);
}

function reader(pattern: RegExp): TitleReader {
  return (comment) => {
    const match = pattern.exec(comment);
    const [from, to] = match?.indices?.[1] ?? [];
    if (match?.[1] === undefined || from === undefined || to === undefined) return null;
    return { name: match[1], from, to };
  };
}
