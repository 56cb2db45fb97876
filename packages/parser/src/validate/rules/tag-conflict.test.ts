import { expect, test } from 'vitest';
import { findings } from '../../../test/findings.ts';

test.each(['require ["variables"]; set :length :lower :upperfirst :quotewildcard "a" "b";'])(
  'tags given twice or against one another: nothing is wrong with %s',
  (text) => {
    expect(findings(text)).toEqual([]);
  },
);

test.each([
  ['if header :is :is "a" "b" { }', ['duplicate-tag «:is»']],
  ['if header :is :contains "a" "b" { }', ['conflicting-tags «:contains»']],
  ['if address :localpart :domain "from" "b" { }', ['conflicting-tags «:domain»']],
  ['require ["fileinto", "copy"]; fileinto :copy :copy "a";', ['duplicate-tag «:copy»']],
  ['require ["variables"]; set :lower :upper "a" "b";', ['conflicting-tags «:upper»']],
  ['require ["body"]; if body :raw :content "text" "x" { }', ['conflicting-tags «:content»']],
  [
    'require ["date"]; if date :originalzone :zone "+0000" "date" "year" "2020" { }',
    ['conflicting-tags «:zone»'],
  ],
  ['if size :over :under 1 { }', ['conflicting-tags «:under»']],
  [
    'require ["vacation-seconds"]; vacation :days 1 :seconds 60 "x";',
    ['conflicting-tags «:seconds»'],
  ],
  ['require ["include"]; include :personal :global "a";', ['conflicting-tags «:global»']],
])('tags given twice or against one another: %s', (text, expected) => {
  expect(findings(text)).toEqual(expected);
});
