import { expect, it } from 'vitest';
import { createMetrics } from './metrics.ts';

it('measures nothing of Node that nobody asks for: it would wake an idle process a hundred times a second', async () => {
  const { registry } = createMetrics();
  expect(registry.getMetricsAsArray().length).toBeGreaterThan(10);
  expect(await registry.metrics()).not.toMatch(/^(nodejs|process)_/m);
});
