import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Demo, type Editor, startDemo, startEditor } from '@sievekit/editor';
import { connect } from '@sievekit/managesieve';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LabBrowser, launchBrowser } from '../lab/browser.ts';
import { type Dovecot, startDovecot } from '../lab/dovecot.ts';
import { missingParts } from '../lab/state.ts';
import { labPassword } from '../lab/user.ts';

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds serious on the page as it stands. */
async function findBarriers(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const { violations } = (await page.evaluate('axe.run()')) as AxeResults;
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const tab = (page: Page, name: string) => page.getByRole('tab', { name });

async function signIn(page: Page, user: string, password: string): Promise<void> {
  await page.getByLabel('User name').fill(user);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await button(page, 'Sign in').click();
}

/** Types at the end of the script, as a person does. */
async function typeAtEnd(page: Page, script: string, text: string): Promise<void> {
  await tab(page, 'Text').click();
  const field = page.getByRole('textbox', { name: `Text of script “${script}”` });
  await field.focus();
  await page.keyboard.press('Control+End');
  await page.keyboard.type(text);
}

/** Saves, after a look at what will change. */
async function save(page: Page, changes: string | RegExp): Promise<void> {
  await button(page, 'Save').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText(changes).waitFor();
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
}

describe.skipIf(missingParts(['chromium']).length > 0)('the editor in a browser', () => {
  let folder: string;
  let demo: Demo;
  let browser: LabBrowser;
  let page: Page;
  let complaints: readonly string[];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sievekit-e2e-'));
    demo = await startDemo({ folder, port: 0, logLevel: 'silent' });
    browser = await launchBrowser();
    ({ page, complaints } = await browser.openPage(demo.url));
  });
  afterAll(async () => {
    await browser?.stop();
    await demo?.close();
    await rm(folder, { recursive: true });
  });

  it('says that the password is wrong, and lets in with the right one', async () => {
    await signIn(page, 'demo', 'guess');
    await page.getByRole('alert').getByText('User name or password is wrong').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await signIn(page, 'demo', 'demo');
    await page.getByRole('navigation', { name: 'Scripts' }).waitFor();
  });

  it('opens the active script: forms for what a form can show, code for the rest', async () => {
    await page.getByRole('heading', { name: 'main' }).waitFor();
    await page.getByText('Sieve mailing list').waitFor();
    await page.getByText('If the sender contains boss@example.org, mark it Flagged.').waitFor();
    expect(await findBarriers(page)).toEqual([]);
  });

  it('moves a rule by the keyboard, and says where it is now', async () => {
    const up = button(page, 'Move rule “Invoices” up');
    await up.focus();
    await page.keyboard.press('Enter');
    await page.getByText('Rule “Invoices” is now number 2 of 5.').waitFor({ state: 'attached' });
    expect(await up.evaluate((node) => node === node.ownerDocument.activeElement)).toBe(true);
    const names = await page.getByRole('heading', { level: 3 }).allTextContents();
    expect(names.slice(0, 3)).toEqual(['Sieve mailing list', 'Invoices', 'Newsletters']);
    await button(page, 'Undo').click();
    expect(await findBarriers(page)).toEqual([]);
  });

  it('tries the script on a message: outcome, rules lit up, another date', async () => {
    await button(page, 'Try it').click();
    const lines = ['From: news@shop.example', 'To: demo@example.org', 'Subject: Autumn', '', 'Tea'];
    await page.getByLabel('Message', { exact: true }).last().fill(lines.join('\n'));
    await page.getByText('Filed into Newsletters because the From contains').waitFor();
    const card = page.getByRole('listitem').filter({ hasText: 'Newsletters' }).first();
    await card.getByText('Applies').waitFor();
    await card.getByText('“news@shop.example” fits “news@shop.example”').waitFor();
    await page.getByText(/^if header .* were not true/).waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.getByLabel('It arrives').fill('2026-12-24T18:00');
    await page.getByText('Its way through the script').click();
    await page.getByText('does not fit').first().waitFor();
    await button(page, 'Close').click();
    await card.getByText('Applies').waitFor({ state: 'detached' });
  });

  it('adds a ready-made rule, and says what the mail server lacks for one', async () => {
    await button(page, 'From a template').click();
    const dialog = page.getByRole('dialog', { name: 'Ready-made rules' });
    await dialog.getByRole('radio', { name: 'Out of office' }).check();
    await dialog.getByText('This script replies already').waitFor();
    await dialog.getByRole('radio', { name: 'Forward' }).check();
    await dialog.getByRole('button', { name: 'Add rule' }).click();
    await dialog.getByText('Fill this in.').waitFor();
    await dialog.getByLabel('Send it to').fill('me@example.net');
    await dialog.getByText('redirect :copy "me@example.net";').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Add rule' }).click();
    await page.getByText('Send a copy to me@example.net.').waitFor();
    await button(page, 'Undo').click();
    await page.getByText('Send a copy to me@example.net.').waitFor({ state: 'detached' });
  });

  it('reports a mistake while it is typed', async () => {
    await typeAtEnd(page, 'main', '\nredirct "me@example.org";');
    await page.getByText('There is no command “redirct”. Did you mean redirect?').waitFor();
    expect(await findBarriers(page)).toEqual([]);
  });

  it('mends a mistake, and completes with what require needs', async () => {
    await page.getByRole('button', { name: 'Replace by redirect' }).click();
    await page.getByText('There is no command “redirct”').waitFor({ state: 'detached' });
    await button(page, 'Undo').click();
    await page.getByRole('textbox', { name: 'Text of script' }).focus();
    await page.keyboard.press('Control+End');
    await page.keyboard.type('\nif envel');
    await page.locator('.suggest-widget').getByText('envelope', { exact: true }).waitFor();
    await page.keyboard.press('Tab');
    await page.locator('.view-line').filter({ hasText: 'if envelope :contains' }).waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+Home');
    await page.locator('.view-line').filter({ hasText: '"envelope"' }).waitFor();
    await button(page, 'Undo').click();
    await page.getByRole('textbox', { name: 'Text of script' }).focus();
    expect(await findBarriers(page)).toEqual([]);
  });

  it('lets the Tab key out of the text editor after Ctrl+M', async () => {
    const inEditor = () =>
      page.evaluate("document.activeElement.closest('.monaco-editor') !== null");
    expect(await inEditor()).toBe(true);
    await page.keyboard.press('Control+m');
    await page.keyboard.press('Tab');
    expect(await inEditor()).toBe(false);
  });

  it('shows the text editor under a strict policy: no eval, no text as HTML', () => {
    expect(complaints.filter((text) => /policy|trusted/i.test(text))).toEqual([]);
  });

  it('keeps a vacation reply that is not complete yet, and says why it is not saved', async () => {
    await tab(page, 'Vacation').click();
    await page.getByLabel('Your own addresses').fill('ann');
    await tab(page, 'Rules').click();
    await page.getByRole('switch', { name: 'Rule “Invoices” on' }).click();
    await button(page, 'Save').click();
    await page.getByText('Not saved: the vacation reply is not complete').first().waitFor();
    const addresses = page.getByLabel('Your own addresses');
    expect(await addresses.inputValue()).toBe('ann');
    await addresses.fill('demo@example.org');
  });

  it('keeps a draft through a reload, and brings it back', async () => {
    await page.reload();
    await button(page, 'Bring them back').click();
    await page.getByText('Unsaved changes').first().waitFor();
    await tab(page, 'Text').click();
    await page.getByText('There is no command “redirct”').waitFor();
  });

  it('undoes, and has no barriers in the other views', async () => {
    for (let steps = 0; steps < 50 && (await button(page, 'Undo').isEnabled()); steps++) {
      await button(page, 'Undo').click();
    }
    await tab(page, 'Vacation').click();
    expect(await findBarriers(page)).toEqual([]);
    await tab(page, 'Rules').click();
    await button(page, 'Add rule').first().click();
    expect(await findBarriers(page)).toEqual([]);
    await page.keyboard.press('Escape');
  });

  it('saves nothing over what somebody else saved', async () => {
    await page.getByRole('navigation').getByRole('button', { name: 'holidays' }).click();
    await page.getByRole('heading', { name: 'holidays' }).waitFor();
    const { managesieve, caPath } = demo.summary;
    const ca = await readFile(caPath);
    const client = await connect({ ...managesieve, ca, servername: 'localhost' });
    await client.authenticate({ username: 'demo', password: 'demo' });
    const read = async () => Buffer.from(await client.getScript('holidays')).toString();
    const before = await read();
    await client.putScript('holidays', Buffer.from(`${before}# theirs`));
    await typeAtEnd(page, 'holidays', '\n# mine\n');
    await save(page, /^2 lines added, nothing else touched\.$/);
    await page.getByRole('heading', { name: 'Somebody else changed this script' }).waitFor();
    expect(await findBarriers(page)).toEqual([]);
    expect(await read()).toBe(`${before}# theirs`);
    await page.getByLabel('Take both, theirs first').check();
    await button(page, 'Merge as chosen').click();
    await page.getByText(/lines added, nothing else touched\.$/).waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await page
      .getByRole('status')
      .filter({ hasText: /^Saved$/ })
      .waitFor();
    expect(await read()).toBe(`${before}# theirs\n\n# mine\n`);
    await client.logout();
  });

  it('keeps each save with what it changed, and brings one back', async () => {
    await button(page, 'Earlier versions').click();
    const dialog = page.getByRole('dialog', { name: 'Earlier versions of “holidays”' });
    await dialog.getByText('nothing else touched.').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await dialog.getByRole('radio').last().check();
    await dialog.getByText('The oldest version that is kept.').waitFor();
    await dialog.getByRole('button', { name: 'Bring this version back' }).click();
    await page.getByText('Unsaved changes').first().waitFor();
    await button(page, 'Undo').click();
    await page.getByText('Unsaved changes').first().waitFor({ state: 'detached' });
  });
});

describe.skipIf(missingParts(['chromium', 'dovecot']).length > 0)('the editor on Dovecot', () => {
  let dovecot: Dovecot;
  let editor: Editor;
  let browser: LabBrowser;
  let page: Page;

  beforeAll(async () => {
    dovecot = await startDovecot();
    const { ports, caFile } = dovecot;
    const managesieve = { host: 'localhost', port: ports.sieve, ca: caFile };
    editor = await startEditor({ port: 0, managesieve, logLevel: 'silent' });
    browser = await launchBrowser();
    ({ page } = await browser.openPage(editor.url));
    await signIn(page, 'alice', labPassword);
    await page.getByRole('navigation').getByRole('button', { name: 'New script' }).click();
    await page.getByLabel('Script name').fill('first');
    await button(page, 'Create').click();
    await page.getByRole('heading', { name: 'first' }).waitFor();
  });
  afterAll(async () => {
    await browser?.stop();
    await editor?.close();
    await dovecot?.stop();
  });

  it('shows the server’s own complaint at its line, and stores nothing', async () => {
    await typeAtEnd(page, 'first', '\n\nredirct "me@example.org";\n');
    await save(page, /nothing else touched/);
    await page.getByText('Not saved: the mail server found mistakes in the script.').waitFor();
    const problem = page.getByRole('listitem').filter({ hasText: 'from the mail server' }).first();
    expect(await problem.textContent()).toMatch(/Line 3.*redirct/);
    expect(await page.getByText('Not saved', { exact: true }).isVisible()).toBe(true);
  });

  it('renames, and deletes after a question', async () => {
    await typeAtEnd(page, 'first', '');
    await page.keyboard.press('Control+A');
    await page.keyboard.type('keep;');
    await save(page, /nothing else touched/);
    await page
      .getByRole('status')
      .filter({ hasText: /^Saved$/ })
      .waitFor();
    await button(page, 'Rename').click();
    await page.getByLabel('Script name').fill('Büro & “mehr”');
    await page.getByRole('dialog').getByRole('button', { name: 'Rename' }).click();
    await page.getByRole('heading', { name: 'Büro & “mehr”' }).waitFor();
    await button(page, 'Delete').click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await page.getByText('No scripts yet').waitFor();
  });
});
