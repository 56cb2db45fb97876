import type { TagDefinition } from '../language/definition.ts';
import { profiles } from '../language/profile.ts';
import { findCommand, findExtension, findTest } from '../language/registry.ts';
import type { Script } from '../syntax/ast.ts';
import { unescapeQuoted } from '../syntax/string-value.ts';
import type { Range } from '../text/range.ts';
import { type Cursor, cursorAt } from './cursor.ts';
import { findReferences } from './definition.ts';
import { chooseTag, nextRole } from './role.ts';
import { createScope, type Scope, type ServiceOptions } from './scope.ts';
import { createSignature, writeTag } from './signature.ts';
import type { Token } from './token.ts';
import { knownValues } from './value.ts';

/** What is known of the thing at a place, as Markdown. */
export interface Hover extends Range {
  readonly markdown: string;
}

/**
 * What the thing at an offset means: for a command, test or tag its signature, a sentence, the
 * section of the RFC, the capability it needs and the servers that have it; for a capability what
 * it adds; for a variable where it is set. Null where there is nothing to say.
 */
export function hover(script: Script, offset: number, options: ServiceOptions = {}): Hover | null {
  const variable = describeVariable(script, offset);
  if (variable !== null) return variable;
  const cursor = cursorAt(script, offset);
  const { token } = cursor;
  if (token === null || cursor.place === 'comment') return null;
  const scope = createScope(script, options);
  const markdown = describe(cursor, token, scope);
  return markdown === null ? null : { from: token.from, to: token.to, markdown };
}

function describe(cursor: Cursor, token: Token, scope: Scope): string | null {
  const written = scope.script.text.slice(token.from, token.to);
  if (token.kind === 'identifier') return describeName(cursor, written.toLowerCase(), scope);
  if (token.kind === 'tag') {
    return describeTag(cursor, written.replace(/^:\s*/, '').toLowerCase(), scope);
  }
  return token.kind === 'quoted-string'
    ? describeString(cursor, unescapeQuoted(written.slice(1, -1)), scope)
    : null;
}

function describeName({ place, call }: Cursor, name: string, scope: Scope): string | null {
  const { enabled } = scope;
  const asTest = place === 'test' || (place === 'argument' && call?.entry !== undefined);
  const entry = asTest
    ? (findTest(name, enabled) ?? findCommand(name, enabled))
    : (findCommand(name, enabled) ?? findTest(name, enabled));
  if (entry === undefined) return null;
  const { doc, rfc } = entry.definition;
  return join(
    code(createSignature(entry, scope).label),
    doc,
    needs(entry.capabilities, scope),
    link(rfc),
  );
}

function describeTag({ call }: Cursor, name: string, scope: Scope): string | null {
  const tag = chooseTag(call?.entry?.tags.get(name), scope);
  if (tag === null || call === null) return null;
  const { doc, rfc }: TagDefinition = tag.definition;
  const label = `${call.name} … ${writeTag(tag)}`;
  return join(code(label), doc, needs(tag.capabilities, scope), link(rfc));
}

function describeString({ call }: Cursor, value: string, scope: Scope): string | null {
  if (call === null) return null;
  for (const { kind, name } of nextRole(call, scope).parameters) {
    if (kind === undefined) continue;
    if (kind === 'capability') return describeCapability(value, scope);
    const lower = value.toLowerCase();
    const known = knownValues(kind).find((one) => one.value.toLowerCase() === lower);
    if (known === undefined) continue;
    const needed = known.capability === '' ? '' : needs([known.capability], scope);
    return join(`\`${known.value}\` (${name})`, known.doc, needed);
  }
  return null;
}

function describeCapability(name: string, scope: Scope): string | null {
  const extension = findExtension(name);
  if (extension === undefined) return null;
  const old = extension.replacedBy;
  const added = [...(extension.commands ?? []), ...(extension.tests ?? [])];
  const names = added.map((definition) => `\`${definition.name}\``).join(', ');
  return join(
    `**${name}**`,
    extension.doc,
    old === undefined ? '' : `Replaced by "${old}".`,
    names === '' ? '' : `Adds ${names}.`,
    servers([name], scope),
    link(extension.rfc),
  );
}

function describeVariable(script: Script, offset: number): Hover | null {
  const all = findReferences(script, offset);
  const here = all.find(({ from, to }) => from <= offset && offset <= to);
  if (here === undefined) return null;
  const { from, to, name } = here;
  const written = all.filter(({ use }) => use === 'write');
  const lines = new Set(written.map(({ node }) => script.text.slice(node.from, node.to)));
  const shown = [...lines].slice(0, 5).map(code);
  const sentence =
    written.length === 0
      ? 'Nothing in this script sets it: it is empty unless another script does.'
      : `Set ${written.length === 1 ? 'once' : `${written.length} times`} in this script:`;
  const markdown = join(`Variable \`${name}\`. ${sentence}`, ...shown, link('RFC 5229'));
  return { from, to, markdown };
}

/** Which capabilities it needs, whether they are required, and who has them. */
function needs(capabilities: readonly string[], scope: Scope): string {
  if (capabilities.length === 0) return '';
  const names = capabilities.map((name) => `"${name}"`).join(' and ');
  const missing = scope.missing(capabilities);
  const required = missing.length === 0 ? '' : ', which this script does not require yet';
  return join(`Needs ${names}${required}.`, servers(capabilities, scope));
}

function servers(capabilities: readonly string[], scope: Scope): string {
  const named = profiles.filter((profile) => profile.capabilities !== null);
  const having = named.filter((profile) =>
    capabilities.every((name) => profile.capabilities?.includes(name) === true),
  );
  const switchable = named.filter(
    (profile) =>
      !having.includes(profile) &&
      capabilities.every(
        (name) => profile.capabilities?.includes(name) === true || profile.optional.includes(name),
      ),
  );
  const titles = (list: typeof named): string => list.map(({ title }) => title).join(', ');
  return join(
    scope.supports(capabilities) ? '' : '**The server does not have it.**',
    having.length === 0 ? '' : `Servers: ${titles(having)}.`,
    switchable.length === 0 ? '' : `Off by default: ${titles(switchable)}.`,
  );
}

/** A reference such as “RFC 5228 section 4.1”, as a link. */
function link(rfc: string): string {
  const match = /^RFC (\d+)(?: section ([\d.]+))?/.exec(rfc);
  if (match === null) return rfc;
  const section = match[2] === undefined ? '' : `#section-${match[2]}`;
  return `[${rfc}](https://www.rfc-editor.org/rfc/rfc${match[1]}${section})`;
}

function code(text: string): string {
  // A fence longer than any run of backticks in the text.
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}sieve\n${text}\n${fence}`;
}

function join(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('\n\n');
}
