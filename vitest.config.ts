import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

// The app's server files carry `import 'server-only'`, which throws outside Next's server; in tests
// it is the empty module that Next's server sees.
const alias = {
  'server-only': fileURLToPath(new URL('node_modules/server-only/empty.js', import.meta.url)),
};

export default defineConfig({
  // Also for the global set-up, which belongs to no project.
  resolve: { alias },
  test: {
    // A core each; the default leaves one out, of which two cores have none to spare.
    maxWorkers: Math.max(2, availableParallelism()),
    pool: 'forks',
    projects: [
      {
        resolve: { alias },
        test: {
          name: 'unit',
          include: ['{lib,app,components,bin}/**/*.test.ts'],
          exclude: ['**/*.integration.test.ts', 'lib/sync/sequences/**', '**/node_modules/**'],
          // Some hash ten thousand passwords, or start programs; beside others on every core.
          testTimeout: 20_000,
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'integration',
          include: ['{lib,app,bin}/**/*.integration.test.ts'],
          globalSetup: ['lib/testing/global-setup.ts'],
          setupFiles: ['lib/testing/real-parts.ts'],
          // Half the processor's time: lib/testing/begin-anew.ts.
          isolate: false,
          // What hangs is to be caught, not what is slow beside others: the longest take a tenth of it alone.
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        resolve: { alias },
        test: {
          // Generated histories against real processes; uses all cores by itself.
          name: 'sequences',
          include: ['lib/sync/sequences/*.test.ts'],
          globalSetup: ['lib/testing/global-setup.ts'],
          setupFiles: ['lib/testing/real-parts.ts'],
          hookTimeout: 30_000,
        },
      },
      {
        resolve: { alias },
        test: {
          // The built product, every route and page of it, asked what it must refuse.
          name: 'sweeps',
          include: ['e2e/*.sweep.ts'],
          globalSetup: ['e2e/support/sweep-stack.ts'],
          setupFiles: ['e2e/support/keep-heard.ts'],
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
      {
        resolve: { alias },
        test: {
          // The built product, killed.
          name: 'drills',
          include: ['e2e/*.drill.ts'],
          globalSetup: ['e2e/support/build.ts'],
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
      {
        test: {
          name: 'sandbox',
          include: ['sandbox/**/*.test.ts'],
          // Longer than what its tests wait for themselves, so that they say what did not come.
          testTimeout: 20_000,
        },
      },
    ],
  },
});
