import 'server-only';
import { addDays, type CivilDate } from '#lib/dates/civil-date';
import type { Notice } from './contract.ts';

export type LowBalance = Extract<Notice, { kind: 'low_balance' }>;

export type AheadBalance = {
  accountId: string;
  currency: string;
  /** What will be left at the end of each day, today first. */
  minor: readonly number[];
  /** What its member wants to be left; null: nothing. */
  floorMinor: number | null;
};

/** That an account will hold less than nothing, else less than is to be left there; null where neither. Pure. */
export function judgeBalance(
  { accountId, currency, minor, floorMinor }: AheadBalance,
  from: CivilDate,
): LowBalance | null {
  const worst = Math.min(...minor);
  const floor = worst < 0 ? 0 : (floorMinor ?? 0);
  const first = minor.findIndex((each) => each < floor);
  if (first < 0) return null;
  return {
    kind: 'low_balance',
    accountId,
    floorMinor: floor,
    on: addDays(from, first),
    worstOn: addDays(from, minor.indexOf(worst)),
    missingMinor: floor - worst,
    currency,
  };
}
