import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Chain, startLab } from './chain.ts';
import { missingParts } from './state.ts';
import { waitFor } from './wait.ts';

const missing = missingParts(['dovecot', 'redis', 'rspamd', 'postfix']);

describe.skipIf(missing.length > 0)(`the whole chain ${missing.join(' ')}`, () => {
  let lab: Chain;
  beforeAll(async () => {
    lab = await startLab();
  });
  afterAll(() => lab?.stop());

  test('the editor answers', async () => {
    const response = await fetch(lab.editor.url);
    expect(response.status).toBe(200);
    expect(await response.text()).toMatch(/<html/);
  });

  test('a move to Junk is learned, also after the bridge was started anew', async () => {
    await lab.restartBridge();
    const text = 'Dear friend, the finest watches of the town are sold for little money today.\n';
    await lab.deliver({ to: 'demo', subject: 'Watches', text });
    const mail = await lab.mail('demo');
    const { uid } = await mail.waitForMail('INBOX', 'Watches');
    await mail.move(uid, 'INBOX', 'Junk');
    await waitFor('the learning', async () => (await lab.rspamd.learned()).spam === 1);
  });
});
