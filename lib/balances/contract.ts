import { z } from 'zod';
import { addDays, type CivilDate, epochDay } from '#lib/dates/civil-date';
import { civilDateSchema } from '#lib/dates/contract';
import { type HistoryPeriod, historyPeriods } from './periods.ts';

/** Ten years and the leap days in them. */
export const longestPeriodDays = 3_653;

/**
 * First and last day, both included. Without a first one, as far back as anything is known. `today` is the
 * asker's: in UTC it may be the day before or after.
 */
export const historyQuery = z
  .strictObject({ from: civilDateSchema.optional(), to: civilDateSchema, today: civilDateSchema })
  .refine(({ from, to }) => from === undefined || from <= to, {
    path: ['to'],
    message: 'Ends before it begins.',
  })
  .refine(
    ({ from, to }) => from === undefined || epochDay(to) - epochDay(from) < longestPeriodDays,
    {
      path: ['from'],
      message: 'Ask for at most ten years.',
    },
  );
export type HistoryQuery = z.infer<typeof historyQuery>;

/** One figure for each day of a period; null where nothing is known, which is not zero. */
export type DayValues = (number | null)[];

export type BalanceHistoryDto = {
  currency: string | null;
  /** The day of the first of `minor`; the others follow it. */
  from: CivilDate;
  /** As the account's own balance is signed: what is owed is positive. */
  minor: DayValues;
  /** The first balance that was read or entered, where that is within the period: those before are counted back from rows. */
  readFrom: CivilDate | null;
};

const daysBack: Record<Exclude<HistoryPeriod, 'all'>, number> = {
  '30d': 29,
  '90d': 89,
  '1y': 364,
  '2y': 729,
};

export type ChosenPeriod = Pick<HistoryQuery, 'from' | 'to'> & { name: HistoryPeriod | null };

/** What a page's URL asks for; 90 days where it asks for nothing, or for what makes no sense. */
export function readPeriod(params: Record<string, unknown>, today: CivilDate): ChosenPeriod {
  const dates = historyQuery.safeParse({ from: params.from, to: params.to, today });
  if (dates.success) return { name: null, from: dates.data.from, to: dates.data.to };
  const name = historyPeriods.find((each) => each === params.period) ?? '90d';
  return {
    name,
    from: name === 'all' ? undefined : addDays(today, -daysBack[name]),
    to: today,
  };
}
