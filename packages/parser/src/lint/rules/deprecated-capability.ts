import { findExtension } from '../../language/registry.ts';
import type { StringLiteral } from '../../syntax/ast.ts';
import type { TextEdit } from '../../text/edit.ts';
import type { Call } from '../call.ts';
import type { Facts } from '../facts.ts';
import { notifyEdit } from '../migrate-notify.ts';
import type { Rule } from '../rule.ts';

/** Extensions that a standard replaced, with the fix that moves the script over. */
export const deprecatedCapability: Rule = {
  name: 'deprecated-capability',
  severity: 'warning',
  summary: 'An old extension that a standard one replaced; most are moved over by a fix.',
  since: '0.1.0',
  find(facts, report) {
    for (const literal of facts.required) {
      const replacement = findExtension(literal.value)?.replacedBy;
      if (replacement === undefined) continue;
      const edits = migrate(literal, replacement, facts);
      report(
        literal,
        `"${literal.value}" is an old extension that few servers still have. Use "${replacement}" instead.`,
        ...(edits === null ? [] : [{ title: `Move to "${replacement}"`, edits }]),
      );
    }
  },
};

/** Edits of the whole script; null where a part of it has no counterpart. */
function migrate(literal: StringLiteral, replacement: string, facts: Facts): TextEdit[] | null {
  if (facts.required.some(({ value }) => value === replacement)) return null;
  const edits = editsFor(literal.value, facts);
  const insert = `"${replacement}"`;
  return edits?.includes(null) === false
    ? [{ from: literal.from, to: literal.to, insert }, ...edits.filter((edit) => edit !== null)]
    : null;
}

function editsFor(capability: string, { named, text }: Facts): (TextEdit | null)[] | null {
  switch (capability) {
    case 'imapflags':
      return named('mark', 'unmark').map((call) => markEdit(call, text));
    case 'notify':
      return named('denotify').length > 0
        ? null
        : named('notify').map((call) => notifyEdit(call, text));
    case 'vnd.dovecot.duplicate':
      return named('duplicate').flatMap(({ node }) =>
        node.arguments
          .filter((argument) => argument.type === 'tag' && argument.lower === 'value')
          .map(({ from, to }) => ({ from, to, insert: ':uniqueid' })),
      );
    default:
      return null;
  }
}

/** `mark` and `unmark` set and take away the flag \Flagged. */
function markEdit({ node, name }: Call, text: string): TextEdit | null {
  if (node.arguments.length > 0 || text[node.to - 1] !== ';') return null;
  const command = name === 'mark' ? 'addflag' : 'removeflag';
  return { from: node.from, to: node.to, insert: `${command} "\\\\Flagged";` };
}
