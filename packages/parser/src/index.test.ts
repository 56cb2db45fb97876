import { expect, it } from 'vitest';
import * as parser from './index.ts';

it('exports what it promises, and nothing else', () => {
  expect(Object.keys(parser).sort()).toMatchInlineSnapshot(`
    [
      "FilterError",
      "addRule",
      "applyEdits",
      "check",
      "checkFilterName",
      "createLineIndex",
      "dominantLineEnd",
      "findProfile",
      "isFilterError",
      "limits",
      "parse",
      "positionAt",
      "profileFromCapabilities",
      "profiles",
      "readFilters",
      "readVacation",
      "removeFilter",
      "renderDiagnostic",
      "replaceRule",
      "restoreLineEnds",
      "validate",
      "visit",
      "writeVacation",
    ]
  `);
});
