import 'server-only';
import { readSettings } from '#lib/budgets/read-plans';
import { db } from '#lib/db/client';
import { toSafeNumber } from '#lib/money/minor';
import type { Viewer } from '#lib/privacy/viewer';
import type { LargeFrom } from './contract.ts';

/** 500.00 in most currencies, and about as much in those without decimals. */
const usualMinor = 50_000;

/** From which size on a payment is a large one to a member; until they say so, in the budget's currency. */
export async function readLargeFrom(viewer: Viewer): Promise<LargeFrom> {
  const { householdId, memberId } = viewer;
  const row = await db().member.findUnique({
    where: { householdId_id: { householdId, id: memberId } },
    select: { largeFromMinor: true, largeCurrency: true },
  });
  if (row?.largeFromMinor && row.largeCurrency) {
    return { minor: toSafeNumber(row.largeFromMinor), currency: row.largeCurrency };
  }
  const { currency } = await readSettings(viewer);
  return { minor: usualMinor, currency };
}

export async function setLargeFrom(
  { householdId, memberId }: Viewer,
  { minor, currency }: LargeFrom,
): Promise<void> {
  await db().member.updateMany({
    where: { householdId, id: memberId },
    data: { largeFromMinor: minor, largeCurrency: currency },
  });
}
