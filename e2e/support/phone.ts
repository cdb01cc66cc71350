import type { Page } from '@playwright/test';
import { listViolations } from './axe.ts';
import { expect } from './fixtures.ts';

/** On a small phone nothing reaches beyond the window, and nobody is kept out. */
export async function expectToFitPhone(page: Page): Promise<void> {
  await page.setViewportSize({ width: 360, height: 740 });
  const { scrollWidth, clientWidth } = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return { scrollWidth, clientWidth };
  });
  expect(scrollWidth).toBeLessThanOrEqual(clientWidth);
  expect(await listViolations(page)).toEqual([]);
}
