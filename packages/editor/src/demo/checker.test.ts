import { describe, expect, it } from 'vitest';
import { checkScript } from './checker.ts';

describe('checkScript', () => {
  it.each([
    ['a missing require', 'keep;\r\n\r\nfileinto "Junk";', 3],
    ['a syntax error', 'keep;\nif {', 2],
    ['an extension that the demo’s server does not have', '# one\n# two\nrequire "editheader";', 3],
  ])('names the line of %s', (_, text, line) => {
    expect(checkScript(Buffer.from(text)).errors[0]).toMatchObject({ line });
  });

  it('refuses bytes that are not UTF-8', () => {
    const { errors } = checkScript(Buffer.from('# été', 'latin1'));
    expect(errors).toEqual([{ line: 1, message: 'the script is not valid UTF-8' }]);
  });

  it('takes a script that is right', () => {
    expect(checkScript(Buffer.from('keep;'))).toEqual({ errors: [], warnings: [] });
  });
});
