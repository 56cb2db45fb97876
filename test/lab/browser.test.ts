import { createServer } from 'node:http';
import { expect, test } from 'vitest';
import { launchBrowser } from './browser.ts';
import { whyMissing } from './state.ts';

const missing = whyMissing('chromium');

test.skipIf(missing !== null)(
  `Chromium shows a page and tells what failed ${missing ?? ''}`,
  async () => {
    const server = createServer((request, response) => {
      if (request.url === '/') response.end('<h1>Hello</h1><script>nothing()</script>');
      else response.writeHead(204).end();
    });
    const port = await new Promise<number>((resolve) => {
      server.listen(0, '127.0.0.1', () => {
        const address = server.address();
        resolve(typeof address === 'object' && address ? address.port : 0);
      });
    });
    const browser = await launchBrowser();
    try {
      const { page, complaints } = await browser.openPage(`http://127.0.0.1:${port}/`);
      expect(await page.textContent('h1')).toBe('Hello');
      expect(complaints).toEqual(['error: nothing is not defined']);
    } finally {
      await browser.stop();
      server.close();
    }
  },
);
