import { expect, test } from 'vitest';
import { findings } from '../../../test/findings.ts';

test.each(['require ["mboxmetadata"]; if metadata "INBOX" "/private/comment" "x" { }'])(
  'names of annotations: nothing is wrong with %s',
  (text) => {
    expect(findings(text)).toEqual([]);
  },
);

test.each([
  [
    'require ["mboxmetadata"]; if metadata "INBOX" "comment" "x" { }',
    ['annotation-name (warning) «"comment"»'],
  ],
  [
    'require ["servermetadata"]; if servermetadataexists "/shared/a//b" { }',
    ['annotation-name (warning) «"/shared/a//b"»'],
  ],
])('names of annotations: %s', (text, expected) => {
  expect(findings(text)).toEqual(expected);
});
