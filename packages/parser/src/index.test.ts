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
      "codeActions",
      "complete",
      "createLineIndex",
      "documentSymbols",
      "dominantLineEnd",
      "findDefinition",
      "findProfile",
      "findReferences",
      "fixAll",
      "foldingRanges",
      "hover",
      "inlayHints",
      "isFilterError",
      "limits",
      "organizeRequire",
      "parse",
      "positionAt",
      "prepareRename",
      "profileFromCapabilities",
      "profiles",
      "readFilters",
      "readVacation",
      "removeFilter",
      "rename",
      "renderDiagnostic",
      "replaceRule",
      "restoreLineEnds",
      "selectionRanges",
      "semanticTokenTypes",
      "semanticTokens",
      "signatureHelp",
      "validate",
      "visit",
      "writeVacation",
    ]
  `);
});
