import { expect, it } from 'vitest';
import * as interpreter from './index.ts';

it('exports what it promises, and nothing else', () => {
  expect(Object.keys(interpreter).sort()).toMatchInlineSnapshot(`
    [
      "InterpreterError",
      "Tally",
      "countBranches",
      "describeAction",
      "describeChange",
      "explain",
      "isInterpreterError",
      "limits",
      "prepare",
      "readAddresses",
      "readMessage",
      "reasonsFor",
      "runSequence",
      "runTestFile",
      "summarize",
    ]
  `);
});
