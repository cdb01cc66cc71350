import { defineConfig } from 'vitest/config';

// The app's server files carry `import 'server-only'`, which throws in plain Node: the react-server
// condition resolves it to an empty module, as Next itself does.
const serverConditions = {
  resolve: { conditions: ['react-server'] },
  ssr: { resolve: { conditions: ['react-server'] } },
};

export default defineConfig({
  test: {
    // The default on two cores is a single worker.
    maxWorkers: 2,
    pool: 'forks',
    projects: [
      {
        ...serverConditions,
        test: {
          name: 'unit',
          include: ['{lib,app,components,bin}/**/*.test.ts'],
          exclude: ['**/*.integration.test.ts', '**/node_modules/**'],
          execArgv: ['--conditions=react-server'],
        },
      },
      {
        test: { name: 'sandbox', include: ['sandbox/**/*.test.ts'] },
      },
    ],
  },
});
