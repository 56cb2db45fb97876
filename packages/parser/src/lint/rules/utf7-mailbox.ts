import { stringsOfKind } from '../call.ts';
import { type Rule, replace } from '../rule.ts';
import { decodeUtf7 } from '../utf7.ts';

/** Folder names as IMAP sends them, where Sieve takes UTF-8 (RFC 5228 section 4.1). */
export const utf7Mailbox: Rule = {
  name: 'utf7-mailbox',
  severity: 'warning',
  summary: 'A folder name in the UTF-7 of IMAP, where Sieve takes it as it reads.',
  since: '0.1.0',
  find({ taking }, report) {
    for (const call of taking('mailbox')) {
      for (const literal of stringsOfKind(call, 'mailbox')) {
        const name = literal.value.includes('&') ? decodeUtf7(literal.value) : null;
        if (name === null) continue;
        const quoted = `"${name.replace(/["\\]/g, '\\$&')}"`;
        report(
          literal,
          `Sieve takes folder names in UTF-8, so this makes a folder that is really called “${literal.value}”. Write “${name}”.`,
          replace(`Write ${quoted}`, literal, quoted),
        );
      }
    }
  },
};
