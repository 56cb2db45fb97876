import { parse } from '@sievekit/parser';
import { describe, expect, it } from 'vitest';
import { runMessage } from '../trial/run-message.ts';
import { readRules } from './script-rule.ts';
import { markRule, markSteps } from './trial-mark.ts';

const text = `require "fileinto";
# rule:[News]
if anyof (header :contains "list-id" "news", header :is "subject" "x")
{
  fileinto "News";
}
# rule:[Bill]
if header :contains "subject" ["fee", "bill"]
{
  fileinto "Bills";
  stop;
}
# rule:[Off]
if false # header :contains "subject" "bill"
{
  fileinto "Off";
}
# rule:[Late]
if header :is "subject" "late"
{
  fileinto "Late";
}
`;

function steps() {
  const message = 'Subject: The bill\n\n';
  const answer = runMessage({ text, message, now: 0, zone: 0, includes: {}, folders: null });
  if (!('run' in answer)) throw new Error(JSON.stringify(answer));
  return answer.run.steps;
}

describe('markRule', () => {
  it('says of each rule whether the message met it, and the words that fitted', () => {
    const { rules } = readRules(parse(text).script, 'main');
    const marks = rules.map((rule) => [rule.name, markRule(rule, steps())]);
    const matched = [{ value: 'The bill', key: 'bill', matched: true }];
    expect(marks).toEqual([
      ['News', { kind: 'missed', matched: [] }],
      ['Bill', { kind: 'matched', matched }],
      ['Off', null],
      ['Late', { kind: 'unreached', matched: [] }],
    ]);
  });
});

describe('markSteps', () => {
  it('gives the places, without tests that only join others', () => {
    const marks = markSteps(steps()).map(({ kind, from, to }) => [kind, text.slice(from, to)]);
    expect(marks).toEqual([
      ['false', 'header :contains "list-id" "news"'],
      ['false', 'header :is "subject" "x"'],
      ['true', 'header :contains "subject" ["fee", "bill"]'],
      ['ran', 'fileinto "Bills";'],
      ['ran', 'stop;'],
    ]);
  });

  it('has what fitted first', () => {
    expect(markSteps(steps())[2]?.comparisons[0]).toMatchObject({ key: 'bill', matched: true });
  });
});
