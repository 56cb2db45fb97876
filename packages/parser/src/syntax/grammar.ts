import { type Parser, parse } from './grammar.generated.js';

/** The parser that the grammar gives; one for all texts, which it reads one after the other. */
export const grammar: Parser = create();

function create(): Parser {
  let kept: Parser | null = null;
  const nothing = { length: 0, charCodeAt: () => 0 };
  const keep = (parser: Parser): void => {
    kept = parser;
  };
  parse(nothing, { startRule: 'Statement', peg$library: true, keep });
  if (kept === null) throw new Error('the grammar hands out no parser');
  return kept;
}
