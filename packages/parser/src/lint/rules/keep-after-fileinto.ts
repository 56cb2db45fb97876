import { hasTag } from '../call.ts';
import type { Rule } from '../rule.ts';

/** `fileinto` and `keep` in one block: two copies (RFC 5228 section 2.10.2). */
export const keepAfterFileinto: Rule = {
  name: 'keep-after-fileinto',
  severity: 'note',
  summary: 'A `keep` after `fileinto`: the message is stored twice.',
  since: '0.1.0',
  find({ sequences }, report) {
    for (const sequence of sequences) {
      let filed = false;
      for (const call of sequence.straight) {
        if (call.name === 'fileinto' && !hasTag(call, 'copy')) filed = true;
        if (call.name !== 'keep' || !filed) continue;
        report(
          call.node,
          'The message was filed above, so this stores it a second time, in the inbox. Remove “keep”, or write “fileinto :copy” if two copies are meant.',
        );
        break;
      }
    }
  },
};
