import { readFileSync } from 'node:fs';
import { Histogram } from 'prom-client';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { createMetrics, measureNode, metrics } from './metrics.ts';

const alerts = z.strictObject({
  groups: z
    .array(
      z.strictObject({
        name: z.string(),
        rules: z
          .array(
            z.strictObject({
              alert: z.string().regex(/^Plumbline[A-Z]\w+$/),
              expr: z.string().min(1),
              for: z
                .string()
                .regex(/^\d+[smh]$/)
                .optional(),
              labels: z.strictObject({ severity: z.enum(['warning', 'critical']) }),
              annotations: z.strictObject({
                summary: z.string().endsWith('.').or(z.string().endsWith(').')),
                runbook: z.string(),
              }),
            }),
          )
          .min(1),
      }),
    )
    .length(1),
});
const dashboard = z.object({
  panels: z.array(
    z.object({
      id: z.number(),
      title: z.string().min(1),
      targets: z.array(z.object({ expr: z.string().min(1) })).optional(),
    }),
  ),
});

const [group] = alerts.parse(parse(readFileSync('deploy/prometheus/alerts.yaml', 'utf8'))).groups;
const rules = group?.rules ?? [];
const { panels } = dashboard.parse(
  JSON.parse(readFileSync('deploy/grafana/dashboard.json', 'utf8')),
);
const drawn = panels.flatMap(({ targets = [] }) => targets.map(({ expr }) => expr));
const guide = readFileSync('docs/observability.md', 'utf8');
const listed = z.object({ name: z.string(), labelNames: z.array(z.string()) });

measureNode();
/** Every name that Prometheus gets of us, a histogram's three included, with its labels. */
const known = new Map(
  metrics()
    .registry.getMetricsAsArray()
    .flatMap((metric) => {
      const { name, labelNames } = listed.parse(metric);
      if (!(metric instanceof Histogram)) return [[name, labelNames]];
      return ['_bucket', '_sum', '_count'].map((end) => [`${name}${end}`, [...labelNames, 'le']]);
    }) as [string, string[]][],
);

/** `name` and `name{label="…"}` of an expression, with the labels that are asked for. */
function readSelectors(expr: string): { name: string; labels: string[] }[] {
  const found = expr.matchAll(/\b((?:plumbline|process|nodejs)_\w+)\s*(?:\{([^}]*)\})?/g);
  return [...found].map(([, name = '', inside = '']) => ({
    name,
    labels: [...inside.matchAll(/(\w+)\s*(?:=~|!~|!=|=)/g)].map(([, label = '']) => label),
  }));
}

describe.each([
  ['the alerts', rules.map(({ expr }) => expr)],
  ['the dashboard', drawn],
])('%s', (_, exprs) => {
  it('ask for what is measured, by the labels that it has', () => {
    const selectors = exprs.flatMap(readSelectors);
    expect(selectors.length).toBeGreaterThanOrEqual(exprs.length);
    for (const { name, labels } of selectors) {
      expect([...known.keys()]).toContain(name);
      expect(known.get(name)).toEqual(expect.arrayContaining(labels));
    }
  });

  it('close every bracket they open', () => {
    for (const expr of exprs) {
      for (const [open, close] of ['()', '{}', '[]']) {
        expect(expr.split(open ?? '').length).toBe(expr.split(close ?? '').length);
      }
    }
  });
});

it('every panel has a place of its own number', () => {
  expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
});

it('every alert has its part of the guide, and every part its alert', () => {
  const parts = [...guide.matchAll(/^### (Plumbline\w+)$/gm)].map(([, name]) => name);
  expect(parts.sort()).toEqual(rules.map(({ alert }) => alert).sort());
  for (const { alert, annotations } of rules) {
    expect(annotations.runbook).toBe(`docs/observability.md#${alert.toLowerCase()}`);
  }
});

it('every metric of ours is named in the guide', async () => {
  const all = await createMetrics().registry.getMetricsAsJSON();
  const own = all.map(({ name }) => name).filter((name) => name.startsWith('plumbline_'));
  for (const name of own) expect(guide).toContain(`\`${name}\``);
});
