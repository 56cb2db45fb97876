import { findCommand, findTest } from '../language/registry.ts';
import type { Script, TokenKind } from '../syntax/ast.ts';
import { visit } from '../syntax/visit.ts';
import type { Range } from '../text/range.ts';
import { isString, tokenOf } from './token.ts';
import { type Occurrence, variableOccurrences } from './variable.ts';

/** Kinds of semantic tokens, named as in LSP, in the order of its legend. */
export const semanticTokenTypes = [
  'comment',
  'keyword',
  'function',
  'method',
  'parameter',
  'string',
  'number',
  'variable',
] as const;

/** A coloured part of the text; they never overlap, and may span lines. */
export interface SemanticToken extends Range {
  /** `keyword` a control, `function` an action, `method` a test, `parameter` a tag. */
  readonly type: (typeof semanticTokenTypes)[number];
}

const byKind: Partial<Record<TokenKind, SemanticToken['type']>> = {
  'hash-comment': 'comment',
  'bracket-comment': 'comment',
  tag: 'parameter',
  number: 'number',
  'quoted-string': 'string',
  'multi-line-string': 'string',
};

/** What each part of a script is, in order; names that are not known are left out. */
export function semanticTokens(script: Script): SemanticToken[] {
  const names = nameTypes(script);
  const variables = variableOccurrences(script);
  const found: SemanticToken[] = [];
  let next = 0;
  for (let i = 0; i < script.tokens.length; i++) {
    const token = tokenOf(script, i);
    if (token === null) break;
    const type = token.kind === 'identifier' ? names.get(token.from) : byKind[token.kind];
    if (type === undefined) continue;
    while ((variables[next]?.from ?? token.to) < token.from) next++;
    if (isString(token.kind)) next = addString(token, variables, next, found);
    else found.push({ type, from: token.from, to: token.to });
  }
  return found;
}

/** A string with its variables apart; returns the index of the first variable behind it. */
function addString(
  { from, to }: Range,
  variables: readonly Occurrence[],
  first: number,
  found: SemanticToken[],
): number {
  let at = from;
  let next = first;
  for (; ; next++) {
    const variable = variables[next];
    if (variable === undefined || variable.from >= to) break;
    if (variable.from < at) continue;
    found.push({ type: 'string', from: at, to: variable.from });
    found.push({ type: 'variable', from: variable.from, to: variable.to });
    at = variable.to;
  }
  if (at < to) found.push({ type: 'string', from: at, to });
  return next;
}

/** The known names of commands and tests by their offset. */
function nameTypes(script: Script): Map<number, SemanticToken['type']> {
  const found = new Map<number, SemanticToken['type']>();
  visit(script, (node) => {
    if (node.type === 'command') {
      const kind = findCommand(node.name.lower)?.definition.kind;
      if (kind !== undefined)
        found.set(node.name.from, kind === 'control' ? 'keyword' : 'function');
    } else if (node.type === 'test' && findTest(node.name.lower) !== undefined) {
      found.set(node.name.from, 'method');
    }
    return undefined;
  });
  return found;
}
