import { createLineIndex, type Fix, type Severity } from '@sievekit/parser';
import type { CheckedFile } from './checked-file.ts';

/** The stable JSON of `sievekit check --json`: lines and columns from 1, offsets in UTF-16 units from 0. */
export interface CheckJson {
  readonly files: readonly {
    readonly path: string;
    readonly diagnostics: readonly DiagnosticJson[];
  }[];
}

interface DiagnosticJson {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly from: number;
  readonly to: number;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly fixes: readonly Fix[];
}

/** Shapes the findings for {@link CheckJson}. */
export function toJson(files: readonly CheckedFile[]): CheckJson {
  return { files: files.map(({ path, ...file }) => ({ path, diagnostics: diagnosticsOf(file) })) };
}

function diagnosticsOf({ text, diagnostics }: Omit<CheckedFile, 'path'>): DiagnosticJson[] {
  const lines = createLineIndex(text);
  return diagnostics.map(({ code, severity, message, from, to, fixes = [] }) => {
    const start = lines.position(from);
    const end = lines.position(to);
    return {
      code,
      severity,
      message,
      from,
      to,
      line: start.line,
      column: start.column,
      endLine: end.line,
      endColumn: end.column,
      fixes,
    };
  });
}
