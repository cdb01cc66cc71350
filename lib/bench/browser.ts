import 'server-only';
import { chromium } from 'playwright';
import { findChromium } from '#lib/stack/chromium';
import { withHeavyHousehold } from './heavy-household.ts';
import { timeScrolling } from './list-frames.ts';
import { timeKeys, timeSearch } from './list-keys.ts';
import { timeArrival, weighPages } from './page-arrival.ts';
import type { Report } from './report.ts';

/**
 * What the pages cost a browser, in a household of 100,000 transactions: what they load, how soon they
 * stand, how they answer to keys, and how smoothly the list scrolls.
 */
export function benchBrowser(): Promise<Report> {
  return withHeavyHousehold(async (heavy) => {
    const browser = await chromium.launch({
      executablePath: findChromium(),
      args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-background-networking'],
    });
    try {
      return {
        name: 'browser',
        results: [
          ...(await weighPages(browser, heavy)),
          ...(await timeArrival(browser, heavy)),
          ...(await timeSearch(browser, heavy)),
          ...(await timeKeys(browser, heavy)),
          ...(await timeScrolling(browser, heavy)),
        ],
      };
    } finally {
      await browser.close();
    }
  });
}
