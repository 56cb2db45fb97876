import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { chromiumProgram, ownChromium } from './chromium.ts';
import { libraryPath } from './program.ts';
import { labFolder } from './project.ts';
import { createRunFolder, type RunFolder } from './run-folder.ts';
import { renderTemplate } from './template.ts';

/** A page in a browser context of its own: no cookie is shared with another one. */
export interface LabPage {
  readonly page: Page;
  /** Errors that the page threw or wrote to its console, and requests that failed. */
  readonly complaints: readonly string[];
  /** Writes a picture into `.lab/logs/screens` and gives its path. */
  screenshot(name: string): Promise<string>;
  close(): Promise<void>;
}

export interface LabBrowser {
  readonly browser: Browser;
  openPage(url?: string, options?: BrowserContextOptions): Promise<LabPage>;
  /** Ends the browser and removes its folder. */
  stop(): Promise<void>;
}

// No sandbox: it wants root's help, and only pages of our own on loopback are opened. The rest
// keeps Chromium from asking for hosts on the internet.
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-dev-shm-usage',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A Chromium of the system's finds its libraries and fonts; the unpacked one is told. */
function environment(run: RunFolder): Record<string, string> {
  const base = { PATH: '/usr/bin:/bin', HOME: run.path, LC_ALL: 'C.UTF-8', TZ: 'UTC' };
  if (ownChromium() !== null) return base;
  const fonts = run.file(
    'fonts.conf',
    renderTemplate('fonts.conf', {
      FONTS: join(run.packages, 'usr/share/fonts'),
      CACHE: join(run.path, 'fonts'),
    }),
  );
  return { ...base, LD_LIBRARY_PATH: libraryPath(run.packages), FONTCONFIG_FILE: fonts };
}

async function openPage(
  browser: Browser,
  url: string | undefined,
  options: BrowserContextOptions,
): Promise<LabPage> {
  const context = await browser.newContext({ locale: 'en', timezoneId: 'UTC', ...options });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`console: ${message.text()}`);
  });
  page.on('requestfailed', (request) => {
    complaints.push(`request: ${request.url()}: ${request.failure()?.errorText}`);
  });
  if (url !== undefined) await page.goto(url);
  return {
    page,
    complaints,
    async screenshot(name) {
      const folder = join(labFolder, 'logs', 'screens');
      mkdirSync(folder, { recursive: true });
      const path = join(folder, `${name}.png`);
      writeFileSync(path, await page.screenshot({ fullPage: true }));
      return path;
    },
    close: () => context.close(),
  };
}

/** Playwright puts the browser's profile where TMPDIR says: the guard then removes it too. */
async function withTemporary<T>(folder: string, work: () => Promise<T>): Promise<T> {
  const before = process.env.TMPDIR;
  process.env.TMPDIR = folder;
  try {
    return await work();
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
}

/** Starts headless Chromium: the environment's (SIEVEKIT_CHROMIUM), the system's or the unpacked. */
export async function launchBrowser(): Promise<LabBrowser> {
  const run = await createRunFolder('chromium');
  try {
    const env = environment(run);
    const executablePath = chromiumProgram();
    const browser = await withTemporary(run.path, () =>
      chromium.launch({ executablePath, headless: true, args: flags, env }),
    );
    return {
      browser,
      openPage: (url, options = {}) => openPage(browser, url, options),
      async stop() {
        await browser.close();
        await run.release();
      },
    };
  } catch (error) {
    await run.release();
    throw error;
  }
}
