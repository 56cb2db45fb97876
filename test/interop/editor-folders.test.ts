import { type Editor, startEditor } from '@sievekit/editor';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LabBrowser, launchBrowser } from '../lab/browser.ts';
import { type Dovecot, startDovecot } from '../lab/dovecot.ts';
import { missingParts } from '../lab/state.ts';
import { labPassword } from '../lab/user.ts';

const needs = missingParts(['chromium', 'dovecot']);

describe.skipIf(needs.length > 0)('folders of the account in the rule form', () => {
  let dovecot: Dovecot;
  let editor: Editor;
  let browser: LabBrowser;
  let page: Page;

  beforeAll(async () => {
    dovecot = await startDovecot();
    const { ports, caFile: ca } = dovecot;
    editor = await startEditor({
      port: 0,
      logLevel: 'silent',
      managesieve: { host: 'localhost', port: ports.sieve, ca },
      imap: { host: 'localhost', port: ports.imaps, ca },
    });
    browser = await launchBrowser();
    ({ page } = await browser.openPage(editor.url));
    page.setDefaultTimeout(10_000);
    await page.getByLabel('User name').fill('alice');
    await page.getByLabel('Password', { exact: true }).fill(labPassword);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('navigation').getByRole('button', { name: 'New script' }).click();
    await page.getByLabel('Script name').fill('first');
    await page.getByRole('button', { name: 'Create', exact: true }).click();
    await page.getByRole('heading', { name: 'first' }).waitFor();
  });
  afterAll(async () => {
    await browser?.stop();
    await editor?.close();
    await dovecot?.stop();
  });

  it('offers those that are there, and makes one that is not', async () => {
    await page.getByRole('button', { name: 'Add rule' }).first().click();
    const field = page.getByRole('combobox', { name: 'Folder' });
    await field.waitFor();
    const offered = () =>
      field.evaluate((input) =>
        [...((input as HTMLInputElement).list?.options ?? [])].map(({ value }) => value),
      );
    await expect.poll(offered).toContain('INBOX');
    await field.fill('Bills & more');
    await page.getByRole('button', { name: 'Make the folder “Bills & more” now' }).click();
    await page.getByText('The folder “Bills & more” is made.').first().waitFor();
    expect(await offered()).toContain('Bills & more');
    expect(await field.inputValue()).toBe('Bills & more');
  });
});
