import { z } from 'zod';
import type { CivilDate } from '#lib/dates/civil-date';

/** How many days ahead one may look. */
export const forecastDays = [35, 60, 90] as const;

export const forecastQuery = z.object({
  days: z.enum(forecastDays.map(String)).transform(Number).catch(forecastDays[0]),
  /** Everyday spending by the budget, unless it is left out. */
  budget: z.enum(['with', 'without']).catch('with'),
});
export type ForecastQuery = z.infer<typeof forecastQuery>;

/** Something that moves a balance. Minor units, our sign. */
export type ForecastEntryDto = {
  id: string;
  on: CivilDate;
  name: string;
  amountMinor: number;
  /** `pending`: the bank has it. `due`: it recurs. `late`: it was expected before today. `everyday`: by the budget. */
  kind: 'pending' | 'due' | 'late' | 'everyday';
  /** Where one looks closer; null of everyday spending. */
  href: string | null;
  /** What is left on that day, once all of the day has happened. */
  balanceMinor: number;
};

export type AccountForecastDto = {
  account: { id: string; name: string };
  currency: string;
  startMinor: number;
  /** ISO 8601: when that balance was read; null of an account kept by hand. */
  asOf: string | null;
  /** At the end of each day, today first. */
  minor: number[];
  lowest: { on: CivilDate; minor: number };
  /** The first day on which it is below zero; null where it never is. */
  shortOn: CivilDate | null;
  /** In order of days. */
  entries: ForecastEntryDto[];
};

export type ForecastDto = {
  from: CivilDate;
  days: number;
  accounts: AccountForecastDto[];
  /** Accounts in which nothing is expected. */
  quiet: string[];
  /** Whether there is a budget, and whether everyday spending of it is in the figures. */
  budget: 'none' | 'with' | 'without';
};
