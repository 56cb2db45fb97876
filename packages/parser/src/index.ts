export { type CheckOptions, check } from './check.ts';
export { type Checker, createChecker } from './checker.ts';
export type { Diagnostic, Fix, Severity } from './diagnostic.ts';
export type { DialectName, NewFilter } from './filters/dialect/dialect.ts';
export { addFilter, readFilterForm, writeFilterForm } from './filters/dialect/form.ts';
export {
  type FilterList,
  type ListedFilter,
  listFilters,
  moveFilter,
  removeFilterAt,
  renameFilter,
  settleFilter,
  switchFilter,
} from './filters/dialect/list.ts';
export { type FilterConflict, type FilterMerge, mergeFilters } from './filters/dialect/merge.ts';
export type { FilterListOptions } from './filters/dialect/open.ts';
export { FilterError, type FilterErrorCode, isFilterError } from './filters/error.ts';
export type {
  FilterAction,
  FilterBranch,
  FilterForm,
  FilterTest,
} from './filters/form/model.ts';
export type {
  CodeFilter,
  Condition,
  Filter,
  FilterEntry,
  FormFilter,
  Rule,
  UnsupportedVacation,
  Vacation,
} from './filters/model.ts';
export { checkFilterName } from './filters/name.ts';
export { readFilters } from './filters/read.ts';
export { readVacation } from './filters/read-vacation.ts';
export { english as englishSentences, type SentenceMessages } from './filters/sentence/message.ts';
export { addRule, removeFilter, replaceRule } from './filters/write.ts';
export { writeVacation } from './filters/write-vacation.ts';
export { type FormatOptions, type FormatResult, format } from './format/format.ts';
export {
  type CapabilityDescription,
  describeCapabilities,
  type Support,
} from './language/capability.ts';
export { enabledCapabilities } from './language/enabled.ts';
export type { Difference, Profile, ProfileLimits } from './language/profile/definition.ts';
export { findProfile, profileFromCapabilities, profiles } from './language/profile.ts';
export { limits } from './limits.ts';
export { type LintOptions, lint, lintRules, type RuleDescription } from './lint/lint.ts';
export type { RuleName, RuleSettings } from './lint/rule-name.ts';
export { type CodeAction, codeActions, fixAll } from './service/code-action.ts';
export { complete } from './service/completion.ts';
export type { Completion } from './service/completion-item.ts';
export { type DefinitionTarget, findDefinition, findReferences } from './service/definition.ts';
export { type FoldingRange, foldingRanges } from './service/folding.ts';
export { type Hover, hover } from './service/hover.ts';
export { type InlayHint, inlayHints } from './service/inlay-hint.ts';
export { organizeRequire } from './service/organize-require.ts';
export { prepareRename, type RenameResult, rename } from './service/rename.ts';
export type { ServiceOptions } from './service/scope.ts';
export { selectionRanges } from './service/selection-range.ts';
export {
  type SemanticToken,
  semanticTokens,
  semanticTokenTypes,
} from './service/semantic-token.ts';
export { type SignatureHelp, signatureHelp } from './service/signature-help.ts';
export { type DocumentSymbol, documentSymbols } from './service/symbol.ts';
export type { Occurrence } from './service/variable.ts';
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
export { type Node, visit } from './syntax/visit.ts';
export { type RenderOptions, renderDiagnostic } from './text/code-frame.ts';
export { applyEdits, type TextEdit } from './text/edit.ts';
export { dominantLineEnd, type LineEnd, restoreLineEnds } from './text/line-end.ts';
export { createLineIndex, type LineIndex, type Position, positionAt } from './text/line-index.ts';
export type { Range } from './text/range.ts';
export { type BoundArguments, bindArguments } from './validate/bound-arguments.ts';
export { decodeCharacters } from './validate/encoded-character.ts';
export { findIncludes, type Include } from './validate/include.ts';
export { checkIncludes, type IncludeOptions, type NamedScript } from './validate/include-graph.ts';
export { type ValidateOptions, validate, validateStandard } from './validate/validate.ts';
