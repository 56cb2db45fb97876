import { parse } from '@sievekit/parser';
import { describe, expect, it } from 'vitest';
import { de } from '../message/de.ts';
import { readRules } from './script-rule.ts';

describe('the rules of the list', () => {
  it.each([
    ['# rule:[A]\nif exists "a" { fileinto "A"; }\n', ['A', true, false]],
    ['# rule:[A]\nif header "a" "b" { fileinto "A"; }\n', ['A', true, true]],
    ['# rule:[A]\nif false # header "a" "b"\n{ fileinto "A"; }\n', ['A', false, true]],
    ['# Filter: A\nif header "a" "b" { fileinto "A"; }\n', ['A', true, false]],
    ['# Filter: A\nif false {\n    keep;\n}\n', ['A', false, false]],
    ['if header "a" "b" { fileinto "A"; }\n', ['', true, true]],
  ])('%j: the form takes what it can write as it is', (text, expected) => {
    const { rules } = readRules(parse(text).script, 'main');
    expect(rules.map(({ name, enabled, form }) => [name, enabled, form !== null])).toEqual([
      expected,
    ]);
  });

  it('leaves out the reply, and counts it', () => {
    const { script } = parse('# rule:[A]\nkeep;\nvacation "x";\n# rule:[B]\nstop;\n');
    const { rules } = readRules(script, 'main');
    expect(rules.map(({ name, index }) => [name, index])).toEqual([
      ['A', 0],
      ['B', 2],
    ]);
  });

  it('says what a rule does in the language of the page', () => {
    const { script } = parse('# rule:[A]\nif exists "a" { discard; }\n');
    const [rule] = readRules(script, 'main', de.sentences).rules;
    expect(rule?.kind === 'form' && rule.sentence).toMatch(/^Wenn /);
  });

  it('says why it shows none', () => {
    const { script } = parse("### Nextcloud Mail: Filters ### DON'T EDIT ###\nkeep;\n");
    expect(readRules(script, 'main')).toEqual({
      rules: [],
      refusal: expect.stringMatching(/line 1 has no partner/),
    });
  });
});
