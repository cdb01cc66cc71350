import 'server-only';

export type Result = {
  metric: string;
  value: number;
  unit: string;
  /** What to reach, as a figure in the same unit; smaller is better. */
  goal: number;
  ok: boolean;
};

export type Report = { name: string; results: Result[] };

/** A figure that must not exceed its goal. */
export function atMost(metric: string, value: number, unit: string, goal: number): Result {
  return { metric, value: Math.round(value * 100) / 100, unit, goal, ok: value <= goal };
}

/** The value below which `share` of the samples lie (nearest rank). */
export function percentile(samples: number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

/** The report as lines for people. */
export function toTable({ name, results }: Report): string {
  const rows = results.map(
    ({ metric, value, unit, goal, ok }) =>
      `  ${metric.padEnd(56)} ${`${value} ${unit}`.padStart(12)}   goal ≤ ${goal} ${unit}   ${ok ? 'ok' : 'MISSED'}`,
  );
  return [name, ...rows].join('\n');
}
