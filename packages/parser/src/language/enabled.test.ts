import { expect, it } from 'vitest';
import { parse } from '../syntax/parse.ts';
import { enabledCapabilities } from './enabled.ts';

it.each([
  ['require "fileinto";', ['fileinto']],
  ['require ["vacation-seconds", "copy"]; keep;', ['copy', 'vacation', 'vacation-seconds']],
  ['keep; require "copy";', []],
])('%s enables %j', (text, capabilities) => {
  expect([...enabledCapabilities(parse(text).script)].sort()).toEqual(capabilities);
});
