import 'server-only';
import { fromUtcMidnight } from '#lib/dates/civil-date';
import { db } from '#lib/db/client';
import { toSafeNumber } from '#lib/money/minor';
import { requireAccount, type Viewer } from '#lib/privacy/viewer';
import type { ValuationsDto } from './contract.ts';
import { valuationLimit } from './limits.ts';

/** @throws AppError not_found */
export async function listValuations(viewer: Viewer, accountId: string): Promise<ValuationsDto> {
  await requireAccount(viewer, accountId, 'balance');
  const rows = await db().valuation.findMany({
    where: { householdId: viewer.householdId, accountId },
    select: { date: true, valueMinor: true },
    orderBy: { date: 'desc' },
    take: valuationLimit,
  });
  const items = rows.map(({ date, valueMinor }) => ({
    date: fromUtcMidnight(date),
    minor: toSafeNumber(valueMinor),
  }));
  return { items, nextCursor: null };
}
