import 'server-only';
import type { Browser, Page } from 'playwright';
import { signedIn, withPage } from './bench-page.ts';
import type { HeavyHousehold } from './heavy-household.ts';
import { atLeast, atMost, beside, type Result } from './report.ts';

const wantedRows = 100_000;
const readingMs = 60_000;
const scrollingMs = 5_000;
const speeds = [3_600, 24_000];
const fewestFrames = 55;

/**
 * Moves through as many rows as could be read in a minute, at the speed of reading on and of a wheel thrown,
 * beside a page with nothing in it.
 */
export async function timeScrolling(browser: Browser, heavy: HeavyHousehold): Promise<Result[]> {
  return withPage(browser, signedIn(heavy), async (page) => {
    await page.goto('/transactions');
    await page.getByRole('row').nth(3).waitFor();
    const rows = await readMany(page);
    const results: Result[] = [];
    for (const speed of speeds) {
      const bare = await withPage(browser, {}, async (empty) => {
        await empty.setContent(`<div style="height: ${rows * 40}px"></div>`);
        return measureFrames(empty, speed);
      });
      const { perSecond, inPage } = await measureFrames(page, speed);
      const through = `${rows.toLocaleString('en-US')} rows at ${speed.toLocaleString('en-US')} px/s`;
      const frames = atLeast(`scrolling ${through}`, perSecond, 'frames/s', fewestFrames);
      results.push(beside(frames, bare.perSecond));
      results.push(atMost(`rows in the page meanwhile`, inPage, 'rows', 80));
    }
    return results;
  });
}

/** Scrolls to the end again and again until the list has 100,000 rows or a minute is over; returns how many. */
async function readMany(page: Page): Promise<number> {
  const rows = await page.evaluate(
    async ({ wanted, ms }) => {
      const end = performance.now() + ms;
      // The list is as long as its rows: 40 pixels each, and the headings of days.
      const count = () => Math.floor(document.documentElement.scrollHeight / 40);
      while (count() < wanted && performance.now() < end) {
        window.scrollTo(0, document.documentElement.scrollHeight);
        await new Promise((resolve) => requestAnimationFrame(resolve));
      }
      return Math.min(count(), wanted);
    },
    { wanted: wantedRows, ms: readingMs },
  );
  await page.waitForLoadState('networkidle');
  return rows;
}

/** Frames per second while the list moves upwards at so many pixels a second, from its end. */
async function measureFrames(
  page: Page,
  pixelsPerSecond: number,
): Promise<{ perSecond: number; inPage: number }> {
  await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight / 2));
  await page.waitForTimeout(1_000);
  return page.evaluate(
    ({ speed, ms }) =>
      new Promise<{ perSecond: number; inPage: number }>((resolve) => {
        const from = window.scrollY;
        const startedAt = performance.now();
        let [frames, inPage] = [0, 0];
        const step = () => {
          const elapsed = performance.now() - startedAt;
          inPage = Math.max(inPage, document.querySelectorAll('tr[data-row]').length);
          if (elapsed >= ms) return resolve({ perSecond: (frames * 1_000) / elapsed, inPage });
          frames += 1;
          window.scrollTo(0, from + (speed * elapsed) / 1_000);
          requestAnimationFrame(step);
        };
        requestAnimationFrame(step);
      }),
    { speed: pixelsPerSecond, ms: scrollingMs },
  );
}
