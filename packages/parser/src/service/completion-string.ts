import type { StringKind } from '../language/definition.ts';
import { capabilityNames, findExtension } from '../language/registry.ts';
import { requiredCapabilities, requireEdits } from '../language/require.ts';
import { visit } from '../syntax/visit.ts';
import type { Range } from '../text/range.ts';
import type { Completion } from './completion-item.ts';
import type { Cursor } from './cursor.ts';
import { nextRole } from './role.ts';
import type { Scope } from './scope.ts';
import type { Token } from './token.ts';
import { knownValues } from './value.ts';
import { variableOccurrences } from './variable.ts';

/** A string to offer; `value` as the server sees it. */
interface Candidate {
  readonly value: string;
  readonly kind: Completion['kind'];
  readonly detail: string;
  readonly doc: string;
  readonly capability: string;
}

/** Whole strings that may stand here, with their quotes. */
export function completeValues(cursor: Cursor, range: Range, scope: Scope): Completion[] {
  return candidates(cursor, scope).map((candidate) =>
    create(candidate, range, `"${escapeQuoted(candidate.value)}"`, scope),
  );
}

/** What may stand in the string that the cursor is in; after `${`, a variable. */
export function completeStrings(cursor: Cursor, offset: number, scope: Scope): Completion[] {
  const { token } = cursor;
  if (token === null) return [];
  const { text } = scope.script;
  const open = /\$\{([\w.]*)$/.exec(text.slice(token.from, offset));
  if (open !== null && scope.enabled.has('variables')) {
    const from = offset - (open[1]?.length ?? 0);
    const rest = /^[\w.]*\}?/.exec(text.slice(offset, token.to))?.[0].length ?? 0;
    return variableNames(scope).map((name) =>
      create(variable(name), { from, to: offset + rest }, `${name}}`, scope),
    );
  }
  if (token.kind !== 'quoted-string') return [];
  const range = inner(text, token, offset);
  return candidates(cursor, scope).map((candidate) =>
    create(candidate, range, escapeQuoted(candidate.value), scope),
  );
}

/** What stands between the quotes; only what is before the cursor where that is on several lines. */
function inner(text: string, { from, to }: Token, offset: number): Range {
  const closed = to - from > 1 && text[to - 1] === '"' && offset < to;
  const range = { from: from + 1, to: closed ? to - 1 : offset };
  if (!text.slice(range.from, range.to).includes('\n')) return range;
  return { from: Math.max(range.from, text.lastIndexOf('\n', offset - 1) + 1), to: offset };
}

function candidates({ call, list }: Cursor, scope: Scope): Candidate[] {
  if (call?.entry === undefined) return [];
  const given = new Set(list ?? []);
  const found: Candidate[] = [];
  for (const { kind } of nextRole(call, scope).parameters) {
    if (kind !== undefined) found.push(...ofKind(kind, scope, call.name));
  }
  return found.filter(({ value, capability }) => {
    return !given.has(value) && scope.supports(capability === '' ? [] : [capability]);
  });
}

function ofKind(kind: StringKind, scope: Scope, call: string): Candidate[] {
  if (kind === 'capability') return capabilities(scope, call);
  if (kind === 'variable-name' || kind === 'variable-read')
    return variableNames(scope).map(variable);
  const known = knownValues(kind).map((value) => ({
    ...value,
    kind: 'value' as const,
    detail: kind.replaceAll('-', ' '),
  }));
  return kind === 'mailbox' ? [...known, ...mailboxes(scope)] : known;
}

function capabilities(scope: Scope, call: string): Candidate[] {
  const required = call === 'require' ? requiredCapabilities(scope.script) : new Set<string>();
  return capabilityNames()
    .filter((name) => !required.has(name) && scope.supports([name]))
    .map((value) => {
      const extension = findExtension(value);
      const old = extension?.replacedBy;
      return {
        value,
        kind: 'capability' as const,
        detail: extension?.rfc ?? '',
        doc: `${extension?.doc ?? ''}${old === undefined ? '' : ` Replaced by "${old}".`}`,
        capability: '',
      };
    });
}

/** The mailboxes that the script names. */
function mailboxes({ script }: Scope): Candidate[] {
  const found = new Set<string>();
  visit(script, (node) => {
    if (node.type !== 'command' || node.name.lower !== 'fileinto') return undefined;
    const last = node.arguments.at(-1);
    if (last?.type === 'string' && !last.value.includes('${')) found.add(last.value);
    return undefined;
  });
  found.delete('INBOX');
  return [...found].map((value) => ({
    value,
    kind: 'value' as const,
    detail: 'mailbox',
    doc: 'Named elsewhere in this script.',
    capability: '',
  }));
}

function variableNames({ script }: Scope): string[] {
  const found = new Map<string, string>();
  for (const { variable: key, name, use } of variableOccurrences(script)) {
    if (use !== 'read' && !found.has(key)) found.set(key, name);
  }
  return [...found.values()];
}

function variable(value: string): Candidate {
  return { value, kind: 'variable', detail: 'variable', doc: '', capability: '' };
}

function create(
  { value, kind, detail, doc, capability }: Candidate,
  { from, to }: Range,
  insert: string,
  scope: Scope,
): Completion {
  const missing = scope.missing(capability === '' ? [] : [capability]);
  const additionalEdits = requireEdits(scope.script, missing);
  return { label: value, kind, detail, doc, from, to, insert, additionalEdits };
}

function escapeQuoted(value: string): string {
  return value.replaceAll(/["\\]/g, '\\$&');
}
