import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from './parse.ts';
import { eachCommand } from './script.ts';

const words = [
  'if true',
  'elsif not',
  'else if',
  'else',
  '{',
  '}',
  ';',
  'keep',
  '[',
  ']',
  '(',
  ')',
];
const soup = fc
  .array(fc.constantFrom(...words, ',', '"a"', ':is', '5K', 'text:\na\n.\n', 'anyof', '\n'))
  .map((parts) => parts.join(' '));

describe('eachCommand', () => {
  it('gives what the tree holds, whether or not the tree is made yet', () => {
    fc.assert(
      fc.property(soup, (text) => {
        const { script } = parse(text);
        const walked = [...eachCommand(script)];
        expect(walked).toEqual(script.commands);
        for (const [index, command] of [...eachCommand(script)].entries()) {
          expect(command).toBe(script.commands[index]);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('goes on where the tree is made during the walk', () => {
    const { script } = parse('keep; if true { discard; stop; } stop;');
    const names: string[] = [];
    for (const command of eachCommand(script)) {
      names.push(command.name.name, String(script.commands.length));
    }
    expect(names.join(' ')).toBe('keep 3 if 3 stop 3');
  });

  it('makes the nodes of a script that was put together by hand no second time', () => {
    const { script } = parse('keep; stop;');
    const copy = { ...script, commands: script.commands.slice(1) };
    expect([...eachCommand(copy)]).toEqual([script.commands[1]]);
  });
});
