import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import * as bridge from './index.ts';

it('exports this and nothing else', () => {
  expect(Object.keys(bridge).sort()).toEqual([
    'BridgeError',
    'bridgeConfigSchema',
    'bridgeScriptUrl',
    'chooseMessages',
    'defaultLimits',
    'dropSpooled',
    'emergencySpoolerUrl',
    'isBridgeError',
    'listLearned',
    'listMaildir',
    'listSpool',
    'openSharedSpool',
    'openSpooled',
    'replayMessages',
    'retryDead',
    'spamScriptUrl',
    'startBridge',
    'teachAgain',
  ]);
});

it('knows where the scripts are', async () => {
  expect(await readFile(bridge.bridgeScriptUrl, 'utf8')).toContain(
    'execute :pipe "sievekit-bridge"',
  );
  expect(await readFile(bridge.spamScriptUrl, 'utf8')).toContain('header :is "X-Spam" "Yes"');
});
