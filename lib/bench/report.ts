import 'server-only';

export type Result = {
  metric: string;
  value: number;
  unit: string;
  /** What else was measured beside it, in the same unit, and how many times that we are. */
  baseline?: number;
  ratio?: number;
  goal: number;
  /** What is to reach it. */
  goalOf: 'value' | 'ratio';
  /** Which side of the goal is good. */
  bound: 'at most' | 'at least';
  ok: boolean;
};

export type Report = { name: string; results: Result[] };

/** A figure that must not exceed its goal. */
export function atMost(metric: string, value: number, unit: string, goal: number): Result {
  return {
    metric,
    value: round(value),
    unit,
    goal,
    goalOf: 'value',
    bound: 'at most',
    ok: value <= goal,
  };
}

/** A figure that must reach its goal. */
export function atLeast(metric: string, value: number, unit: string, goal: number): Result {
  return {
    metric,
    value: round(value),
    unit,
    goal,
    goalOf: 'value',
    bound: 'at least',
    ok: value >= goal,
  };
}

/** A figure that must be so many times what another way reached in the same run. */
export function atLeastTimes(
  metric: string,
  value: number,
  unit: string,
  baseline: number,
  goal: number,
): Result {
  const result = beside(atLeast(metric, value, unit, goal), baseline);
  return { ...result, goalOf: 'ratio', ok: value / baseline >= goal };
}

/**
 * A figure with what the machine needed at the same time for something of the kind that is not ours to
 * make faster: on a shared machine the ratio is what can be compared. The goal stays the value's.
 */
export function beside(result: Result, baseline: number): Result {
  return { ...result, baseline: round(baseline), ratio: round(result.value / baseline) };
}

/** The value below which `share` of the samples lie (nearest rank). */
export function percentile(samples: number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

/** The report as lines for people. */
export function toTable({ name, results }: Report): string {
  const rows = results.map(({ metric, value, unit, baseline, ratio, goal, goalOf, bound, ok }) => {
    const sign = bound === 'at most' ? '≤' : '≥';
    const against = baseline === undefined ? '' : ` = ${ratio} × ${baseline}`;
    const goalUnit = goalOf === 'value' ? unit : '×';
    const measured = `${value} ${unit}${against}`;
    return `  ${metric.padEnd(56)} ${measured.padStart(28)}   goal ${sign} ${goal} ${goalUnit}   ${ok ? 'ok' : 'MISSED'}`;
  });
  return [name, ...rows].join('\n');
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
