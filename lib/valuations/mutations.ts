import 'server-only';
import { lockOwnManual } from '#lib/accounts/lock-own';
import { requirePast } from '#lib/accounts/require-past';
import { settleBalances } from '#lib/accounts/settle-balance';
import { atUtcMidnight } from '#lib/dates/civil-date';
import { db, type Tx } from '#lib/db/client';
import { AppError } from '#lib/errors';
import { publish } from '#lib/live/publish';
import type { Viewer } from '#lib/privacy/viewer';
import type { ValuationInput, ValuationsDto } from './contract.ts';
import { valuationLimit } from './limits.ts';
import { listValuations } from './queries.ts';

/**
 * Sets, changes or takes away what something kept by hand was worth on a day, and what it is worth now with it.
 *
 * @throws as lockOwnManual; household_refused when there are too many
 */
export async function setValuation(
  viewer: Viewer,
  accountId: string,
  { date, valueMinor }: ValuationInput,
): Promise<ValuationsDto> {
  requirePast(date);
  const { householdId } = viewer;
  await db().$transaction(async (tx) => {
    await lockOwnManual(tx, viewer, accountId);
    const key = { householdId, accountId, date: atUtcMidnight(date) };
    if (valueMinor === null) await tx.valuation.deleteMany({ where: key });
    else await writeValuation(tx, { ...key, valueMinor });
    await settleBalances(tx, householdId, [accountId]);
    await publish(tx, householdId, ['accounts'], { accountIds: [accountId] });
  });
  return listValuations(viewer, accountId);
}

type Row = { householdId: string; accountId: string; date: Date; valueMinor: number };

async function writeValuation(tx: Tx, { valueMinor, ...key }: Row): Promise<void> {
  const { householdId, accountId, date } = key;
  await tx.valuation.upsert({
    where: { householdId_accountId_date: key },
    create: { ...key, valueMinor },
    update: { valueMinor, setAt: new Date() },
    select: { date: true },
  });
  const count = await tx.valuation.count({ where: { householdId, accountId, NOT: { date } } });
  if (count < valuationLimit) return;
  throw new AppError(
    'household_refused',
    `At most ${valuationLimit} values are kept of one account. Nothing was changed.`,
  );
}
