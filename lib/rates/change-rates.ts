import 'server-only';
import { z } from 'zod';
import { requirePast } from '#lib/accounts/require-past';
import { db, type Tx } from '#lib/db/client';
import type { Viewer } from '#lib/privacy/viewer';
import { keepStep } from '#lib/undo-steps/keep-step';
import type { ChangedRatesDto, RateKey, RatesPatch } from './contract.ts';
import { readRateText, writeRate } from './rate-text.ts';
import { findRate, lockRates, publishRates, replaceRate, requireRoom } from './write-rates.ts';

/** Of each rate what was said before a change, and what the change left; null: nothing. */
export const ratesBefore = z.object({
  rates: z.array(
    z.object({
      date: z.iso.date(),
      from: z.string(),
      to: z.string(),
      before: z.string().nullable(),
      after: z.string().nullable(),
    }),
  ),
});
export type RatesBefore = z.infer<typeof ratesBefore>;

/**
 * Rates entered, changed or taken away by hand, all of it or nothing.
 *
 * @throws AppError invalid_input for a day that has not begun; household_refused when there are too many
 */
export async function changeRates(viewer: Viewer, patch: RatesPatch): Promise<ChangedRatesDto> {
  for (const { date } of patch.set) requirePast(date);
  const { householdId } = viewer;
  return db().$transaction(async (tx) => {
    await lockRates(tx, householdId);
    const rates: RatesBefore['rates'] = [];
    for (const { after, ...key } of listWanted(patch)) {
      const before = await findRate(tx, householdId, key);
      if (before === after) continue;
      await replaceRate(tx, householdId, key, after);
      rates.push({ ...key, before, after });
    }
    if (rates.length === 0) return { undoStepId: null };
    await requireRoom(tx, householdId);
    const undoStepId = await keepStep(tx, viewer, { kind: 'rate_change', before: { rates } });
    await publishRates(tx, householdId);
    return { undoStepId };
  });
}

/** Each, unless somebody said something else of that day since. */
export async function undoRateChange(
  tx: Tx,
  householdId: string,
  { rates }: RatesBefore,
): Promise<void> {
  await lockRates(tx, householdId);
  for (const { before, after, ...key } of rates) {
    const isLeft = (await findRate(tx, householdId, key)) === after;
    if (isLeft) await replaceRate(tx, householdId, key, before);
  }
  await publishRates(tx, householdId);
}

/** One for each pair and day: what is set stands over what is taken away. */
function listWanted({ set, remove }: RatesPatch): (RateKey & { after: string | null })[] {
  const wanted = [
    ...remove.map((key) => ({ ...key, after: null })),
    ...set.map(({ rate, ...key }) => ({ ...key, after: toKept(rate) })),
  ];
  const nameOf = ({ date, from, to }: RateKey) => `${date} ${from} ${to}`;
  return [...new Map(wanted.map((each) => [nameOf(each), each])).values()];
}

function toKept(rate: string): string {
  const value = readRateText(rate);
  if (!value) throw new RangeError('The schema lets no such text through.');
  return writeRate(value);
}
