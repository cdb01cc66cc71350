import 'server-only';
import type { DayValues } from '#lib/balances/contract';
import { fromEpochDay } from '#lib/dates/civil-date';
import type { Viewer } from '#lib/privacy/viewer';
import {
  convert,
  describeRates,
  type RateBook,
  readBase,
  readRateBook,
} from '#lib/rates/read-rates';
import type { TotalCourseDto } from './contract.ts';
import { type AccountCourse, listHeld } from './value-course.ts';

type Days = { fromDay: number; toDay: number };
type InCurrency = { currency: string; courses: readonly AccountCourse[] };

/**
 * What all accounts held together, in the household's currency, each day at its own rates and rounded once. A day on
 * which one that counts was not read is a gap, and so is one of which a rate is missing: that is named.
 *
 * @returns null where all is in one currency
 */
export async function convertCourses(
  viewer: Viewer,
  currencies: readonly InCurrency[],
  days: Days,
): Promise<TotalCourseDto | null> {
  if (currencies.length < 2) return null;
  const { currency: to } = await readBase(viewer);
  const codes = currencies.map(({ currency }) => currency);
  const book = await readRateBook(viewer, { to, currencies: codes, ...days });
  return composeCourse(currencies, book, days);
}

/** The same, with the rates at hand. */
function composeCourse(
  currencies: readonly InCurrency[],
  book: RateBook,
  { fromDay, toDay }: Days,
): TotalCourseDto {
  const values: DayValues = [];
  const unrated = new Map<string, number>();
  const all = currencies.flatMap(({ currency, courses }) =>
    courses.map((course) => ({ ...course, currency })),
  );
  for (let day = fromDay; day <= toDay; day += 1) {
    const held = listHeld(all, day - fromDay);
    const parts = held?.map(({ minor, course }) => ({ minor, currency: course.currency, day }));
    values.push(parts ? convert(book, parts) : null);
    const named = (parts ?? []).filter(({ minor }) => minor !== 0);
    const codes = [...new Set(named.map(({ currency }) => currency))];
    for (const { from } of describeRates(book, codes, day).missing) {
      unrated.set(from, (unrated.get(from) ?? 0) + 1);
    }
  }
  return {
    currency: book.to,
    from: fromEpochDay(fromDay),
    values,
    unrated: [...unrated].map(([currency, days]) => ({ currency, days })),
  };
}
