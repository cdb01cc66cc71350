import 'server-only';

export type Result = {
  metric: string;
  value: number;
  unit: string;
  /** What else was measured in the same run, in the same unit, and how many times that we are. */
  baseline?: number;
  ratio?: number;
  /** What to reach: by the ratio where there is one, else by the value. */
  goal: number;
  /** Which side of the goal is good. */
  bound: 'at most' | 'at least';
  ok: boolean;
};

export type Report = { name: string; results: Result[] };

/** A figure that must not exceed its goal. */
export function atMost(metric: string, value: number, unit: string, goal: number): Result {
  return { metric, value: round(value), unit, goal, bound: 'at most', ok: value <= goal };
}

/** A figure that must reach its goal. */
export function atLeast(metric: string, value: number, unit: string, goal: number): Result {
  return { metric, value: round(value), unit, goal, bound: 'at least', ok: value >= goal };
}

/** A figure that must be so many times what another way reached in the same run. */
export function atLeastTimes(
  metric: string,
  value: number,
  unit: string,
  baseline: number,
  goal: number,
): Result {
  const ratio = value / baseline;
  const result = atLeast(metric, value, unit, goal);
  return { ...result, baseline: round(baseline), ratio: round(ratio), ok: ratio >= goal };
}

/** The value below which `share` of the samples lie (nearest rank). */
export function percentile(samples: number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

/** The report as lines for people. */
export function toTable({ name, results }: Report): string {
  const rows = results.map(({ metric, value, unit, baseline, ratio, goal, bound, ok }) => {
    const sign = bound === 'at most' ? '≤' : '≥';
    const against = baseline === undefined ? '' : ` = ${ratio} × ${baseline}`;
    const goalUnit = baseline === undefined ? unit : '×';
    const measured = `${value} ${unit}${against}`;
    return `  ${metric.padEnd(56)} ${measured.padStart(28)}   goal ${sign} ${goal} ${goalUnit}   ${ok ? 'ok' : 'MISSED'}`;
  });
  return [name, ...rows].join('\n');
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
