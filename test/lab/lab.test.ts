import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Lab, startServers } from './lab.ts';
import { missingParts } from './state.ts';

const missing = missingParts(['dovecot', 'redis', 'rspamd', 'postfix']);

describe.skipIf(missing.length > 0)(`the servers together ${missing.join(' ')}`, () => {
  let lab: Lab;
  beforeAll(async () => {
    lab = await startServers();
  });
  afterAll(() => lab?.stop());

  test('a mail goes through Postfix and rspamd into the inbox', async () => {
    await lab.deliver({ to: 'alice', subject: 'Tea on Sunday' });
    const inbox = await lab.mail('alice');
    const { source } = await inbox.waitForMail('INBOX', 'Tea on Sunday');
    expect(source).toMatch(/^Received: from lab\.test .*\r\n\tby mx\.lab\.test \(Postfix\)/m);
    expect(source).not.toMatch(/^X-Spam:/m);
    expect(lab.rspamd.logTail()).toMatch(/rcpts: <alice@lab\.test>/);
  });

  test('what rspamd marks lands in Junk by the global script', async () => {
    await lab.deliver({ to: 'bob', subject: 'You have won', score: 8 });
    const mail = await lab.mail('bob');
    const { source } = await mail.waitForMail('Junk', 'You have won');
    expect(source).toMatch(/^X-Spam: Yes/m);
    expect(await mail.list('INBOX')).toEqual([]);
  });

  test('a sender cannot mark its own mail', async () => {
    await lab.deliver({ to: 'bob', subject: 'Not marked', headers: { 'X-Spam': 'Yes' } });
    const mail = await lab.mail('bob');
    const { source } = await mail.waitForMail('INBOX', 'Not marked');
    expect(source).not.toMatch(/^X-Spam:/m);
  });

  test('the reply of a vacation script goes by Postfix into a second mailbox', async () => {
    const script = 'require "vacation";\nvacation :days 1 :subject "Away" "Back on Monday.";\n';
    await writeFile(join(lab.dovecot.home('carol'), '.dovecot.sieve'), script).catch(async () => {
      // The first delivery makes the folder.
      await lab.deliver({ to: 'carol', subject: 'First' });
      await (await lab.mail('carol')).waitForMail('INBOX', 'First');
      await writeFile(join(lab.dovecot.home('carol'), '.dovecot.sieve'), script);
    });
    await lab.deliver({ to: 'carol', from: 'dave@example.org', subject: 'Are you there?' });
    const { source } = await (await lab.mail('dave')).waitForMail('INBOX', 'Away');
    expect(source).toMatch(/^Auto-Submitted: auto-replied \(vacation\)/m);
    expect(source).toMatch(/by mx\.lab\.test \(Postfix\)/);
    expect(source).toMatch(/Back on Monday\./);
  });
});
