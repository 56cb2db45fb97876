import { fileURLToPath } from 'node:url';
import { defaultClientConditions, defineConfig, type UserConfig } from 'vite';

const config: UserConfig = {
  root: fileURLToPath(new URL('src/web', import.meta.url)),
  // Relative addresses: the page may stand under any path of any host.
  base: './',
  resolve: { conditions: ['source', ...defaultClientConditions] },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  worker: { format: 'es' },
  build: {
    outDir: fileURLToPath(new URL('dist/web', import.meta.url)),
    emptyOutDir: true,
    target: 'es2023',
    // Inlined files would need more rights from the content security policy.
    assetsInlineLimit: 0,
    // The text editor is large and loaded apart from the page.
    chunkSizeWarningLimit: 4_096,
  },
};

export default defineConfig(config);
