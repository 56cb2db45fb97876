import { applyEdits, parse, readFilters } from '@sievekit/parser';
import { describe, expect, it } from 'vitest';
import { moveRule } from './rule-order.ts';

const text =
  '# rule:[A]\nif exists "a" { fileinto "A"; }\n' +
  '# the reply\nvacation "x";\n' +
  '# rule:[B]\nif header "b" "b" { fileinto "B"; }\n';

describe('the order of rules', () => {
  it('counts the reply, which is no rule of the list', () => {
    const { script } = parse(text);
    const [first, second] = readFilters(script);
    if (first === undefined || second === undefined) throw new Error('two rules are wanted');
    const moved = applyEdits(text, moveRule(script, 'main', second, first));
    expect(readFilters(parse(moved).script).map(({ name }) => name)).toEqual(['B', 'A']);
    expect(moved).toContain('# the reply\nvacation "x";');
  });
});
