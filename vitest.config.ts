import { defineConfig } from 'vitest/config';

// Our own packages from their sources. Not 'import': it would reach into what Express requires.
const source = {
  conditions: ['source', 'module', 'node', 'default'],
  externalConditions: ['source'],
};

/** These put other modules in the place of real ones, so that each has its modules to itself. */
const mocking = [
  'packages/managesieve/src/client/discover.test.ts',
  'packages/managesieve/src/server/{session,store/*,user/directory}.test.ts',
];

export default defineConfig({
  resolve: source,
  ssr: { resolve: source },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['packages/**/src/**/*.test.{ts,tsx}', 'scripts/**/*.test.ts'],
          exclude: mocking,
          testTimeout: 20_000,
          // Modules are loaded once for many files: that is most of the time otherwise.
          isolate: false,
        },
      },
      {
        extends: true,
        test: { name: 'mocks', include: mocking, testTimeout: 20_000 },
      },
      {
        extends: true,
        test: {
          name: 'servers',
          include: ['test/**/*.test.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
          fileParallelism: false,
        },
      },
    ],
    coverage: {
      provider: 'v8',
      include: ['packages/*/src/**/*.{ts,tsx}'],
      exclude: ['**/*.test.*', '**/*.generated.*'],
      reporter: ['text-summary', 'html'],
    },
  },
});
