import 'server-only';
import type { CivilDate } from '#lib/dates/civil-date';
import type { Span } from '#lib/dates/cycles';
import type { CarryMode } from './contract.ts';

/** A plan as it is kept; null is "none from then on", or for that period. */
export type Plan = { startsOn: CivilDate; once: boolean; amountMinor: number | null };
export type Carry = { startsOn: CivilDate; mode: CarryMode };

/** What one category's period was planned, spent and to do with what it leaves. */
export type Period = { planMinor: number | null; spentMinor: number; mode: CarryMode };

/**
 * By what a period goes: what was said for it alone, else the latest that was said by its last day. That day,
 * and not its first, so that plans hold where the household has cut its periods anew since.
 */
export function planIn(plans: readonly Plan[], { from, to }: Span): Plan | null {
  const said = plans.filter(({ startsOn }) => startsOn <= to);
  const once = said.filter((plan) => plan.once && plan.startsOn >= from);
  return latest(once) ?? latest(said.filter((plan) => !plan.once));
}

export function carryIn(carries: readonly Carry[], { to }: Span): CarryMode {
  return latest(carries.filter(({ startsOn }) => startsOn <= to))?.mode ?? 'none';
}

/**
 * What comes over into the last of some periods. The first one that carries begins with nothing; one that is
 * not planned passes on what came to it, and what is spent in it counts against no plan.
 *
 * @param periods  one after the other
 */
export function carriedInto(periods: readonly Period[]): number {
  let carried = 0;
  let left = 0;
  let before: CarryMode = 'none';
  for (const { planMinor, spentMinor, mode } of periods) {
    const goesOn = mode !== 'none' && before !== 'none';
    carried = goesOn ? (mode === 'both' ? left : Math.max(left, 0)) : 0;
    left = planMinor === null ? carried : planMinor + carried - spentMinor;
    before = mode;
  }
  return carried;
}

/** The middle one; of an even number the mean of both, rounded half up. Null of none. */
export function median(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  const [low, high] = [
    sorted[Math.ceil(sorted.length / 2) - 1],
    sorted[Math.floor(sorted.length / 2)],
  ];
  return low === undefined || high === undefined ? null : Math.round((low + high) / 2);
}

function latest<Said extends { startsOn: CivilDate }>(said: readonly Said[]): Said | null {
  return said.reduce<Said | null>(
    (last, each) => (last === null || each.startsOn > last.startsOn ? each : last),
    null,
  );
}
