import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type LabBrowser, launchBrowser } from '../lab/browser.ts';
import { type Chain, startLab } from '../lab/chain.ts';
import type { MailClient } from '../lab/mailbox.ts';
import { perUserClassifier, readLearnedFor } from '../lab/per-user.ts';
import type { Learned } from '../lab/rspamd.ts';
import { missingParts } from '../lab/state.ts';
import { addressOf, labPassword } from '../lab/user.ts';
import { waitFor } from '../lab/wait.ts';

/** The whole of it, as one person lives it: each step builds on the one before. */
describe.skipIf(missingParts().length > 0)('the whole chain', () => {
  let lab: Chain;
  let browser: LabBrowser;
  let page: Page;
  let complaints: readonly string[];
  let alice: MailClient;
  let bob: MailClient;
  let before: Learned;

  beforeAll(async () => {
    lab = await startLab({ rspamd: { extra: perUserClassifier } });
    browser = await launchBrowser();
    ({ page, complaints } = await browser.openPage(lab.editor.url));
    alice = await lab.mail('alice');
    bob = await lab.mail('bob');
  });
  afterAll(async () => {
    await browser?.stop();
    await lab?.stop();
  });
  beforeEach(async () => {
    before = await lab.rspamd.learned();
  });

  /** What was learned in this step, once nothing waits any more. */
  async function learned(): Promise<Learned> {
    await waitFor('an empty spool', () => lab.bridge.status().waiting === 0, { timeout: 20_000 });
    const now = await lab.rspamd.learned();
    return { spam: now.spam - before.spam, ham: now.ham - before.ham };
  }

  async function move(subject: string, from: string, to: string): Promise<void> {
    const { uid } = await alice.waitForMail(from, subject);
    await alice.move(uid, from, to);
    await alice.waitForMail(to, subject);
  }

  const button = (name: string) => page.getByRole('button', { name, exact: true });
  const field = (name: string) => page.getByLabel(name, { exact: true });

  async function save(): Promise<void> {
    await button('Save').click();
    await page.getByRole('dialog').getByRole('button', { name: 'Save', exact: true }).click();
    await page
      .getByRole('status')
      .filter({ hasText: /^Saved$/ })
      .waitFor();
  }

  it('logs in with the mail account', async () => {
    await field('User name').fill('alice');
    await field('Password').fill(labPassword);
    await button('Sign in').click();
    await page.getByRole('navigation', { name: 'Scripts' }).waitFor();
  });

  it('builds a rule in the form, saves and activates it', async () => {
    await page.getByRole('navigation').getByRole('button', { name: 'New script' }).click();
    await field('Script name').fill('main');
    await button('Create').click();
    await page.getByRole('heading', { name: 'main' }).waitFor();
    await button('Add rule').first().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Rule name').fill('Invoices');
    await dialog.getByLabel('Header', { exact: true }).fill('Subject');
    await dialog.getByLabel('Value').fill('invoice');
    await dialog.getByLabel('Folder', { exact: true }).fill('Work/Invoices');
    await dialog.getByLabel('Create the folder if it is missing').check();
    await dialog.getByRole('button', { name: 'Done' }).click();
    await save();
    await button('Activate').click();
    await page.getByRole('dialog').getByRole('button', { name: 'Activate' }).click();
    await button('Deactivate').waitFor();
  });

  it('delivers through Postfix into the folder that the rule names', async () => {
    await lab.deliver({ to: 'alice', subject: 'Your invoice of June' });
    const mail = await alice.waitForMail('Work/Invoices', 'Your invoice of June');
    expect(mail.source).toMatch(/^Received: .*\r\n\tby \S+ \(Postfix\)/m);
    await lab.deliver({ to: 'alice', subject: 'Lunch on Friday?' });
    await alice.waitForMail('INBOX', 'Lunch on Friday?');
  });

  it('files what rspamd marks as spam into Junk, by the global script', async () => {
    await lab.deliver({ to: 'alice', subject: 'Your invoice is a prize', score: 8 });
    const mail = await alice.waitForMail('Junk', 'Your invoice is a prize');
    expect(mail.source).toMatch(/^X-Spam: Yes/m);
    expect(await learned()).toEqual({ spam: 0, ham: 0 });
  });

  it('learns spam, for its user, from a move into Junk', async () => {
    await move('Lunch on Friday?', 'INBOX', 'Junk');
    expect(await learned()).toEqual({ spam: 1, ham: 0 });
    expect(await readLearnedFor(lab.redis.port, 'alice')).toEqual({ spam: 1, ham: 0 });
  });

  it('learns ham from the move back, and no longer spam', async () => {
    await move('Lunch on Friday?', 'Junk', 'INBOX');
    expect(await learned()).toEqual({ spam: -1, ham: 1 });
    expect(await readLearnedFor(lab.redis.port, 'alice')).toEqual({ spam: 0, ham: 1 });
  });

  it('learns nothing from a move from Junk to Trash', async () => {
    const sent = lab.bridge.status();
    await move('Your invoice is a prize', 'Junk', 'Trash');
    expect(await learned()).toEqual({ spam: 0, ham: 0 });
    expect(lab.bridge.status()).toEqual(sent);
  });

  it('replies while the vacation form is switched on', async () => {
    await page.getByRole('tab', { name: 'Vacation' }).click();
    await field('Subject').fill('Away until Monday');
    await field('Message').fill('I am in the mountains.\n\nYours, Alice');
    await field('Your own addresses').fill(addressOf('alice'));
    await page.getByRole('switch', { name: 'Send automatic replies' }).check();
    await save();
    await lab.deliver({ to: 'alice', from: addressOf('bob'), subject: 'A question' });
    await alice.waitForMail('INBOX', 'A question');
    const reply = await bob.waitForMail('INBOX', 'Away until Monday');
    expect(reply.from).toBe(addressOf('alice'));
    expect(reply.source).toContain('I am in the mountains.\r\n\r\nYours, Alice');
    expect(reply.source).toMatch(/^Auto-Submitted: auto-replied/m);
  });

  it('learns three moves made while rspamd was away, and none twice', async () => {
    const subjects = ['First offer', 'Second offer', 'Third offer'];
    for (const [index, subject] of subjects.entries()) {
      const text = `${subject}: a cheap watch, number ${index}, sent to all who want one at once.\n`;
      await lab.deliver({ to: 'alice', subject, text });
      await alice.waitForMail('INBOX', subject);
    }
    await lab.rspamd.halt();
    for (const subject of subjects) await move(subject, 'INBOX', 'Junk');
    expect(lab.bridge.status().waiting).toBe(3);
    await lab.rspamd.resume();
    expect(await learned()).toEqual({ spam: 3, ham: 0 });
    expect(await readLearnedFor(lab.redis.port, 'alice')).toEqual({ spam: 3, ham: 1 });
  });

  it('leaves no complaint in the browser', () => {
    expect(complaints).toEqual([]);
  });
});
