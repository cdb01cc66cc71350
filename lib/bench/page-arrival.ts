import 'server-only';
import type { Browser } from 'playwright';
import { signedIn, slowDown, throttle, withPage } from './bench-page.ts';
import type { HeavyHousehold } from './heavy-household.ts';
import { atMost, type Result } from './report.ts';

/** Compressed kilobytes of JavaScript and CSS on the first load of each page. */
const weights = {
  '/sign-in': 190,
  '/': 240,
  '/transactions': 240,
  '/accounts': 240,
  '/settings/rules': 240,
};

export async function weighPages(browser: Browser, heavy: HeavyHousehold): Promise<Result[]> {
  const results: Result[] = [];
  for (const [path, goal] of Object.entries(weights)) {
    const options = path === '/sign-in' ? { baseURL: heavy.stack.url } : signedIn(heavy);
    const kilobytes = await withPage(browser, options, async (page) => {
      await page.goto(path);
      return page.evaluate(() => {
        const files = performance.getEntriesByType('resource') as PerformanceResourceTiming[];
        const loaded = files.filter(({ name }) => /\.(js|css)(\?|$)/.test(name));
        return loaded.reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0) / 1_000;
      });
    });
    results.push(atMost(`JavaScript and CSS of ${path}, compressed`, kilobytes, 'kB', goal));
  }
  return results;
}

/** Largest paint and layout shifts of the two pages people come to, on a slow processor. */
export async function timeArrival(browser: Browser, heavy: HeavyHousehold): Promise<Result[]> {
  const results: Result[] = [];
  for (const path of ['/', '/transactions']) {
    const { paintMs, shift } = await withPage(browser, signedIn(heavy), async (page) => {
      await slowDown(page);
      await page.goto(path, { waitUntil: 'networkidle' });
      return page.evaluate(readArrival);
    });
    results.push(atMost(`largest paint of ${path}, ${throttle} × slower`, paintMs, 'ms', 1_500));
    results.push(atMost(`layout shift of ${path}`, shift, '', 0.02));
  }
  return results;
}

/** In the page: what it noted of its own loading. */
function readArrival(): Promise<{ paintMs: number; shift: number }> {
  const read = (type: string) =>
    new Promise<PerformanceEntry[]>((resolve) => {
      const observer = new PerformanceObserver((list) => resolve(list.getEntries()));
      observer.observe({ type, buffered: true });
      setTimeout(() => resolve([]), 500);
    });
  return Promise.all([read('largest-contentful-paint'), read('layout-shift')]).then(
    ([paints, shifts]) => ({
      paintMs: paints.at(-1)?.startTime ?? Number.NaN,
      shift: shifts.reduce(
        (sum, entry) => sum + (entry as PerformanceEntry & { value: number }).value,
        0,
      ),
    }),
  );
}
