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
export type { TextEdit } from './text/edit.ts';
