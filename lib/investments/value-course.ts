import 'server-only';
import type { DayValues } from '#lib/balances/contract';
import type { DayFlow } from './time-weighted.ts';

/** What one account was seen to hold, by day from the first of a period. */
export type AccountCourse = {
  /** What was in it at the end of the days on which it was read. */
  known: ReadonlyMap<number, number>;
  /** It counts no more from this day on; null: it goes on. */
  untilIndex: number | null;
};

/**
 * What several accounts held together on each day. An account counts from the first day it was read; a day on which
 * one that counts was not read is a gap. What is in an account as it joins, and was as it leaves, came from outside.
 */
export function sumCourse(
  accounts: readonly AccountCourse[],
  days: number,
): { values: DayValues; flows: DayFlow[] } {
  const values: DayValues = new Array<number | null>(days).fill(null);
  for (let index = 0; index < days; index += 1) values[index] = sumDay(accounts, index);
  const begin = values.findIndex((each) => each !== null);
  return { values, flows: accounts.flatMap((account) => joinAndLeave(account, begin)) };
}

function sumDay(accounts: readonly AccountCourse[], index: number): number | null {
  const held = listHeld(accounts, index);
  return held?.reduce((sum, { minor }) => sum + minor, 0) ?? null;
}

/** What each account that counts on a day held; null where none does, or one was not read. */
export function listHeld<Course extends AccountCourse>(
  accounts: readonly Course[],
  index: number,
): { course: Course; minor: number }[] | null {
  const counted = accounts.filter((account) => counts(account, index));
  if (counted.length === 0) return null;
  const held: { course: Course; minor: number }[] = [];
  for (const course of counted) {
    const minor = course.known.get(index);
    if (minor === undefined) return null;
    held.push({ course, minor });
  }
  return held;
}

function counts({ known, untilIndex }: AccountCourse, index: number): boolean {
  const first = known.keys().next().value;
  return first !== undefined && first <= index && (untilIndex === null || index < untilIndex);
}

function joinAndLeave({ known, untilIndex }: AccountCourse, begin: number): DayFlow[] {
  const own = [...known];
  const [first, last] = [own[0], own.at(-1)];
  if (!first || !last) return [];
  const flows: DayFlow[] = [];
  // What was there from the beginning joined nothing.
  if (first[0] > begin) flows.push({ index: first[0], minor: BigInt(first[1]) });
  if (untilIndex !== null) flows.push({ index: untilIndex, minor: -BigInt(last[1]) });
  return flows;
}
