import { expect, it } from 'vitest';
import { weighFirstLoads, weighFramework } from '#lib/stack/first-load';
import { readPages } from '#lib/testing/pages';

// How much a page may load before it answers, in compressed kilobytes (docs/performance.md). What one
// opens later comes later: components/ui/on-demand.tsx.

const limits = { '(auth)': 190, '(app)': 240, shared: 190 } as const;

const weights = [...weighFirstLoads()].filter(([page]) => group(page) !== undefined);

it('the build says of every page what it loads', () => {
  // The catalogue shows all there is.
  expect(weights).toHaveLength(readPages().filter((path) => path !== '/design').length);
  for (const [page, weight] of weights) expect(weight, page).toBeGreaterThan(weighFramework() + 20);
});

it.each(weights)('%s stays within its limit', (page, weight) => {
  expect(weight).toBeLessThanOrEqual(limits[group(page) ?? '(app)']);
});

function group(page: string) {
  return (Object.keys(limits) as (keyof typeof limits)[]).find((each) => page.startsWith(each));
}
