import 'server-only';
import type { Browser } from 'playwright';
import { signedIn, slowDown, throttle, withPage } from './bench-page.ts';
import type { HeavyHousehold } from './heavy-household.ts';
import { atMost, beside, percentile, type Result } from './report.ts';

const searches = 18;
const steps = 40;

/** From a key in the search to the paint of what it finds, beside the answer of the API that it takes. */
export async function timeSearch(browser: Browser, heavy: HeavyHousehold): Promise<Result[]> {
  const answers: number[] = [];
  const times = await withPage(browser, signedIn(heavy), async (page) => {
    await page.goto('/transactions', { waitUntil: 'networkidle' });
    const search = page.getByRole('searchbox', { name: 'Search transactions' });
    const found: number[] = [];
    for (let index = 0; index < searches; index += 1) {
      // Without its digits it is words that nobody wrote; two at once, so that the first has not begun alone.
      const begun = `before:${new Date().getUTCFullYear() - 1}-`;
      const ending = `0${1 + (index % 9)}`;
      await search.fill(begun);
      await page.getByText('Nothing matches what you are looking for.').waitFor();
      await page.evaluate(watchRows);
      await page.keyboard.type(ending);
      found.push(await page.evaluate(() => (window as unknown as Watching).toRows));
      answers.push(await page.evaluate(timeAnswer, begun + ending));
    }
    return found;
  });
  return [
    beside(
      atMost('key in the search → its rows, p50', percentile(times, 0.5), 'ms', 100),
      percentile(answers, 0.5),
    ),
    beside(
      atMost('key in the search → its rows, p95', percentile(times, 0.95), 'ms', 100),
      percentile(answers, 0.95),
    ),
  ];
}

/** In the page: the same search asked of the API alone. */
async function timeAnswer(q: string): Promise<number> {
  const startedAt = performance.now();
  const response = await fetch(`/api/transactions?${new URLSearchParams({ q })}`);
  await response.json();
  return performance.now() - startedAt;
}

type Watching = { toRows: Promise<number> };

/** In the page: from the second key from now to the frame in which the list has rows. */
function watchRows(): void {
  const toRows = new Promise<number>((resolve) => {
    let keys = 0;
    window.addEventListener(
      'keydown',
      ({ timeStamp }) => {
        keys += 1;
        if (keys !== 2) return;
        const observer = new MutationObserver(() => {
          if (!document.querySelector('tr[data-row]')) return;
          observer.disconnect();
          // In the next frame the one that is being made is on the screen.
          requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - timeStamp)));
        });
        observer.observe(document.body, { childList: true, subtree: true });
      },
      { capture: true },
    );
  });
  Object.assign(window, { toRows } satisfies Watching);
}

/** Walking and ticking by keys, on a slow processor: as the browser itself counts it. */
export async function timeKeys(browser: Browser, heavy: HeavyHousehold): Promise<Result[]> {
  const times = await withPage(browser, signedIn(heavy), async (page) => {
    await page.goto('/transactions', { waitUntil: 'networkidle' });
    await slowDown(page);
    await page.evaluate(() => {
      const noted: number[] = [];
      Object.assign(window, { noted });
      new PerformanceObserver((list) => {
        for (const { name, duration } of list.getEntries()) {
          if (name === 'keydown') noted.push(duration);
        }
      }).observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit);
    });
    for (let step = 0; step < steps; step += 1) {
      await page.keyboard.press(step % 4 === 3 ? 'x' : 'j');
      await page.waitForTimeout(100);
    }
    return page.evaluate(() => (window as unknown as { noted: number[] }).noted);
  });
  // What is faster than a frame is not noted.
  const all = [...times, ...Array.from({ length: Math.max(0, steps - times.length) }, () => 16)];
  return [atMost(`j and x → paint, ${throttle} × slower, p98`, percentile(all, 0.98), 'ms', 150)];
}
