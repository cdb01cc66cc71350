import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Frame, Page } from '@playwright/test';
import type { AxeResults, RunOptions } from 'axe-core';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

declare const axe: { run: (context: Document, options: RunOptions) => Promise<AxeResults> };

/** What is not accessible in a document by axe's rules, and where first; not in the frames it holds. */
export async function listViolations(where: Page | Frame, isAgain = false): Promise<string[]> {
  await waitUntilSettled(where);
  // Once for each document: it is half a megabyte.
  if (!(await where.evaluate(() => 'axe' in window))) await where.evaluate(source);
  const { violations } = await where.evaluate(() => {
    // A colour on its way from one to another is neither.
    for (const animation of document.getAnimations()) {
      if (Number.isFinite(animation.effect?.getComputedTiming().endTime)) animation.finish();
    }
    return axe.run(document, {
      iframes: false,
      resultTypes: ['violations'],
      // A page has one, and not each frame of it.
      rules: { 'landmark-one-main': { enabled: window.top === window } },
    });
  });
  // One page's title may be gone before the next one's is there.
  if (violations.length === 1 && violations[0]?.id === 'document-title' && !isAgain)
    return listViolations(where, true);
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 200)}`);
}

/** Waits for what follows the body: a page's head (one that never has a title is found by axe), and figures that stand faded until newer ones are there. */
async function waitUntilSettled(where: Page | Frame): Promise<void> {
  await where.waitForFunction(() => document.title, undefined, { timeout: 5_000 }).catch(() => {});
  await where
    .waitForFunction(() => !document.querySelector('[aria-busy="true"]'), undefined, {
      timeout: 2_000,
    })
    .catch(() => {});
}
