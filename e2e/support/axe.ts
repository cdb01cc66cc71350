import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Frame, Page } from '@playwright/test';
import type { AxeResults, RunOptions } from 'axe-core';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

declare const axe: { run: (context: Document, options: RunOptions) => Promise<AxeResults> };

/** What is not accessible in a document by axe's rules, and where first; not in the frames it holds. */
export async function listViolations(where: Page | Frame): Promise<string[]> {
  // A page's head may follow its body; a page that never has a title is found by axe.
  await where.waitForFunction(() => document.title, undefined, { timeout: 5_000 }).catch(() => {});
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
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 200)}`);
}
