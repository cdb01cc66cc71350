import 'server-only';
import { atUtcMidnight } from '#lib/dates/civil-date';
import type { Tx } from '#lib/db/client';
import { AppError } from '#lib/errors';
import { publish } from '#lib/live/publish';
import type { RateDto, RateKey } from './contract.ts';
import { rateLimit } from './limits.ts';
import { readRateText, writeRate } from './rate-text.ts';

/** Until the commit nobody else changes them: what is counted and compared holds. */
export async function lockRates(tx: Tx, householdId: string): Promise<void> {
  await tx.$executeRaw`
    SELECT pg_advisory_xact_lock(hashtextextended('rates:' || ${householdId}, 0))`;
}

/** @throws AppError household_refused */
export async function requireRoom(tx: Tx, householdId: string): Promise<void> {
  if ((await tx.rate.count({ where: { householdId } })) <= rateLimit) return;
  throw new AppError(
    'household_refused',
    `At most ${rateLimit.toLocaleString('en-US')} rates are kept. Nothing was changed; delete some that you do not need.`,
  );
}

/** Whatever is added up over currencies is read anew. */
export async function publishRates(tx: Tx, householdId: string): Promise<void> {
  await publish(tx, householdId, ['rates', 'accounts', 'budgets']);
}

export async function findRate(
  tx: Tx,
  householdId: string,
  key: RateKey,
): Promise<RateDto['rate'] | null> {
  const row = await tx.rate.findUnique({
    where: { householdId_date_fromCurrency_toCurrency: columnsOf(householdId, key) },
    select: { numerator: true, scale: true },
  });
  return row && writeRate(row);
}

/** @param rate  null takes it away */
export async function replaceRate(
  tx: Tx,
  householdId: string,
  key: RateKey,
  rate: RateDto['rate'] | null,
): Promise<void> {
  const columns = columnsOf(householdId, key);
  await tx.rate.deleteMany({ where: columns });
  const value = rate === null ? null : readRateText(rate);
  if (value) await tx.rate.create({ data: { ...columns, ...value }, select: { date: true } });
}

function columnsOf(householdId: string, { date, from, to }: RateKey) {
  return { householdId, date: atUtcMidnight(date), fromCurrency: from, toCurrency: to };
}
