import { isAbsolute } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createLineIndex, type Diagnostic, type Fix, type LineIndex } from '@sievekit/parser';
import { version } from '../version.ts';
import type { CheckedFile } from './checked-file.ts';

const schema = 'https://json.schemastore.org/sarif-2.1.0.json';

/** Shapes the findings as SARIF 2.1.0, which code hosts and editors read. */
export function toSarif(files: readonly CheckedFile[]): object {
  const found = files.flatMap((file) => file.diagnostics);
  const ids = [...new Set(found.map(({ code }) => code))].sort();
  const driver = {
    name: 'sievekit',
    version,
    semanticVersion: version,
    rules: ids.map((id) => toRule(id, found)),
  };
  const results = files.flatMap((file) => toResults(file, ids));
  return {
    $schema: schema,
    version: '2.1.0',
    runs: [{ tool: { driver }, columnKind: 'utf16CodeUnits', results }],
  };
}

/** Severity is a matter of the finding; a rule has the gravest of those here. */
function toRule(id: string, found: readonly Diagnostic[]): object {
  const levels = found.filter(({ code }) => code === id).map(({ severity }) => severity);
  const level = ['error', 'warning', 'note'].find((one) => levels.some((other) => other === one));
  const words = id.replaceAll('-', ' ');
  return {
    id,
    name: id.replaceAll(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase()),
    shortDescription: { text: words.charAt(0).toUpperCase() + words.slice(1) },
    defaultConfiguration: { level },
  };
}

function toResults({ path, text, diagnostics }: CheckedFile, ids: readonly string[]): object[] {
  const lines = createLineIndex(text);
  const artifactLocation = { uri: toUri(path) };
  return diagnostics.map(({ code, severity, message, from, to, fixes = [] }) => ({
    ruleId: code,
    ruleIndex: ids.indexOf(code),
    level: severity,
    message: { text: message },
    locations: [{ physicalLocation: { artifactLocation, region: toRegion(lines, from, to) } }],
    ...(fixes.length === 0
      ? {}
      : { fixes: fixes.map((fix) => toFix(fix, artifactLocation, lines)) }),
  }));
}

function toFix(fix: Fix, artifactLocation: object, lines: LineIndex): object {
  const replacements = fix.edits.map(({ from, to, insert }) => ({
    deletedRegion: toRegion(lines, from, to),
    insertedContent: { text: insert },
  }));
  return {
    description: { text: fix.title },
    artifactChanges: [{ artifactLocation, replacements }],
  };
}

function toRegion(lines: LineIndex, from: number, to: number): object {
  const start = lines.position(from);
  const end = lines.position(to);
  return {
    startLine: start.line,
    startColumn: start.column,
    endLine: end.line,
    endColumn: end.column,
    charOffset: from,
    charLength: to - from,
  };
}

/** A relative path stays relative, so that a code host finds the file in its own tree. */
function toUri(path: string): string {
  if (path === '<stdin>') return 'stdin';
  if (isAbsolute(path)) return pathToFileURL(path).href;
  return path.split(/[/\\]/).map(encodeURIComponent).join('/');
}
