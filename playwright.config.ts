import { availableParallelism } from 'node:os';
import { defineConfig } from '@playwright/test';

// `npm run e2e` starts the built product on ports of its own and passes its addresses on.
export default defineConfig({
  testDir: 'e2e',
  projects: [
    { name: 'journeys', testMatch: '*.spec.ts', testIgnore: ['*.alone.spec.ts', 'link/**'] },
    // Link by itself: each worker starts a sandbox of its own, the application is not needed.
    { name: 'link', testDir: 'e2e/link' },
    // What strikes the whole sandbox runs when no other test does, nor another of these.
    { name: 'alone', testMatch: '*.alone.spec.ts', dependencies: ['journeys'], workers: 1 },
  ],
  outputDir: 'test-results',
  fullyParallel: true,
  // A test mostly waits for what it watches: a core each, and two where there are fewer.
  workers: Math.max(2, availableParallelism()),
  // One lost race does not hold back what is sound; `npm test` names whoever needed the second try.
  retries: 1,
  forbidOnly: true,
  // Twice what the longest take where there is no other work: machines differ by as much.
  timeout: 90_000,
  expect: { timeout: 10_000 },
  reporter: [['list', { printSteps: false }]],
  use: {
    baseURL: process.env.E2E_BASE_URL,
    viewport: { width: 1280, height: 800 },
    locale: 'en-US',
    timezoneId: 'UTC',
    // Without the film that goes with a trace: it took a fifth of all the browser's time.
    trace: { mode: 'on-first-retry', screenshots: false, sources: false },
    screenshot: 'only-on-failure',
    // Pages that it asks for are none of the page's own requests, which tests watch and answer.
    serviceWorkers: 'block',
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH,
      args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-background-networking'],
    },
  },
});
