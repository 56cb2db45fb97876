import { limits } from '../../limits.ts';
import { type Call, keysOf, stringsOf } from '../call.ts';
import type { Facts } from '../facts.ts';
import type { Rule } from '../rule.ts';

const recipients = /^(?:to|cc|bcc|delivered-to|x-original-to)$/i;

/** A redirect to an address that the script treats as one's own (RFC 5228 section 4.2). */
export const redirectToSelf: Rule = {
  name: 'redirect-to-self',
  severity: 'warning',
  summary: 'Mail redirected to an address of one’s own, which may come back for ever.',
  since: '0.1.0',
  find(facts, report) {
    const own = ownAddresses(facts);
    for (const call of facts.named('redirect')) {
      const [target] = stringsOf(call.positional[0]?.node);
      if (target === undefined) continue;
      const address = target.value.toLowerCase();
      const received = own.has(address) || isRecipient(call, address);
      if (!received) continue;
      report(
        target,
        'The script treats this as an address of one’s own, so the message may come back to this script again and again. Redirect to another address, or use “keep”.',
      );
    }
  },
};

/** What `vacation` says is one's own. */
function ownAddresses({ named }: Facts): Set<string> {
  const own = new Set<string>();
  for (const { tags } of named('vacation')) {
    for (const name of ['addresses', 'from']) {
      for (const { value } of stringsOf(tags.get(name)?.value)) own.add(value.toLowerCase());
    }
  }
  return own;
}

/** Whether a test around the command says that the message came to this address. */
function isRecipient(call: Call, address: string): boolean {
  for (let around = call.parent; around !== null; around = around.parent) {
    const [test] = around.tests;
    if (test !== undefined && demands(test, address)) return true;
  }
  return false;
}

function demands(test: Call, address: string): boolean {
  if (test.name === 'allof')
    return test.tests.slice(0, limits.testAtoms).some((part) => demands(part, address));
  if (test.name !== 'address' && test.name !== 'envelope' && test.name !== 'header') return false;
  const type = test.matchType;
  if (type !== 'is' && type !== 'contains') return false;
  const names = stringsOf(test.positional[0]?.node);
  if (
    names.length === 0 ||
    names.length > limits.testAtoms ||
    !names.every(({ value }) => recipients.test(value))
  )
    return false;
  const keys = keysOf(test);
  return keys.length === 1 && keys[0]?.value.toLowerCase() === address;
}
