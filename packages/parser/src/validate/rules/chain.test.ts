import { expect, test } from 'vitest';
import { findings } from '../../../test/findings.ts';

test.each(['if true { } elsif false { } else { }'])(
  'elsif and else: nothing is wrong with %s',
  (text) => {
    expect(findings(text)).toEqual([]);
  },
);

test.each([
  ['iff true { } else { }', ['unknown-command «iff»']],
  ['else { keep; }', ['else-without-if «else»']],
  ['if true { } keep; else { }', ['else-without-if «else»']],
  ['if size :over 1 { } else { } else { }', ['else-without-if «else»']],
  ['if size :over 1 { } else { } elsif true { }', ['else-without-if «elsif»']],
  ['elsif true { }', ['else-without-if «elsif»']],
])('elsif and else: %s', (text, expected) => {
  expect(findings(text)).toEqual(expected);
});
