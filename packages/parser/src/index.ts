export { check } from './check.ts';
export type { Diagnostic, Fix, Severity } from './diagnostic.ts';
export { limits } from './limits.ts';
export type {
  Argument,
  Block,
  Command,
  Identifier,
  NumberLiteral,
  Script,
  StringList,
  StringLiteral,
  Tag,
  Test,
  TokenKind,
  Tokens,
} from './syntax/ast.ts';
export { type ParseOptions, type ParseResult, parse } from './syntax/parse.ts';
export { type RenderOptions, renderDiagnostic } from './text/code-frame.ts';
export { applyEdits, type TextEdit } from './text/edit.ts';
export { dominantLineEnd, type LineEnd, restoreLineEnds } from './text/line-end.ts';
export { createLineIndex, type LineIndex, type Position, positionAt } from './text/line-index.ts';
export { type ValidateOptions, validate } from './validate/validate.ts';
