import 'server-only';
import type { Browser, BrowserContextOptions } from 'playwright';
import { weighFramework } from '#lib/stack/first-load';
import { signedIn, slowDown, throttle, withPage } from './bench-page.ts';
import type { HeavyHousehold } from './heavy-household.ts';
import { atMost, beside, percentile, type Result } from './report.ts';

/** Of each page. */
const visitCount = 3;

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
  const bare = weighFramework();
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
    const result = atMost(`JavaScript and CSS of ${path}, compressed`, kilobytes, 'kB', goal);
    results.push(beside(result, bare));
  }
  return results;
}

/** Largest paint and layout shifts of the two pages people come to, on a slow processor, beside a page without data. */
export async function timeArrival(browser: Browser, heavy: HeavyHousehold): Promise<Result[]> {
  const results: Result[] = [];
  for (const path of ['/', '/transactions']) {
    const visits: Arrival[] = [];
    const bare: number[] = [];
    for (let visit = 0; visit < visitCount; visit += 1) {
      bare.push((await arrive(browser, { baseURL: heavy.stack.url }, '/sign-in')).paintMs);
      visits.push(await arrive(browser, signedIn(heavy), path));
    }
    const paintMs = percentile(
      visits.map((each) => each.paintMs),
      0.5,
    );
    const paint = `largest paint of ${path}, ${throttle} × slower, p50 of ${visitCount}`;
    results.push(beside(atMost(paint, paintMs, 'ms', 1_500), percentile(bare, 0.5)));
    const shift = Math.max(...visits.map((each) => each.shift));
    results.push(atMost(`layout shift of ${path}`, shift, '', 0.02));
  }
  return results;
}

type Arrival = { paintMs: number; shift: number };

function arrive(browser: Browser, options: BrowserContextOptions, path: string): Promise<Arrival> {
  return withPage(browser, options, async (page) => {
    await slowDown(page);
    await page.goto(path, { waitUntil: 'networkidle' });
    return page.evaluate(readArrival);
  });
}

/** In the page: what it noted of its own loading. */
function readArrival(): Promise<Arrival> {
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
